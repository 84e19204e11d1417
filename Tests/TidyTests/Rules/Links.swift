import Testing

/// The links of a page that point to files, with the line they stand in. Code is no link, and neither are addresses and places in the same page.
func fileLinks(in page: TextFile) -> [(target: String, line: Int)] {
  var links: [(String, Int)] = []
  var isFenced = false
  for (index, line) in page.lines.enumerated() {
    if line.drop(while: { $0 == " " }).hasPrefix("```") { isFenced.toggle() }
    guard !isFenced else { continue }
    let prose = line.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    for part in prose.joined(separator: "·").split(separator: "](", omittingEmptySubsequences: false).dropFirst() {
      let target = part.prefix { $0 != ")" && $0 != "#" }
      if !target.isEmpty, !target.contains(":") { links.append((String(target), index + 1)) }
    }
  }
  return links
}

func brokenLinks(in page: TextFile, paths: Set<String>) -> [Finding] {
  fileLinks(in: page).compactMap { target, line in
    var folders = page.path.split(separator: "/").dropLast()
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = folders.popLast() } else { folders.append(part) }
    }
    return paths.contains(folders.joined(separator: "/")) ? nil : Finding(path: page.path, line: line, words: "the link to \(target) leads nowhere")
  }
}

@Suite("Links in the pages lead somewhere")
struct Links {
  @Test func inTheTree() {
    var paths: Set<String> = []
    for path in House.paths {
      let parts = path.split(separator: "/")
      for count in 1...parts.count { paths.insert(parts.prefix(count).joined(separator: "/")) }
    }
    let pages = House.files.filter { $0.path.hasSuffix(".md") && (!$0.path.contains("/") || $0.path.hasPrefix("docs/")) }
    expectNone(pages.flatMap { brokenLinks(in: $0, paths: paths) })
  }

  @Test func finds() {
    let text = """
      [x](gone.md) `[y](code.md)`
      [z](../README.md#top), [w](decisions/)
      ```
      [v](fenced.md)
      ```
      [u](https://a.b/c)
      """
    let page = TextFile(path: "docs/a.md", text: text)
    let findings = brokenLinks(in: page, paths: ["README.md", "docs/decisions"])
    #expect(findings.map(\.description) == ["docs/a.md:1: the link to gone.md leads nowhere"])
  }
}
