import Testing

/// Folders at the root of somebody's machine. A path below one of them works nowhere else.
private let folders: Set<String> = ["home", "Users", "root", "opt", "mnt", "srv", "work", "workspace", "tmp", "var"]

func machinePaths(in file: TextFile) -> [Finding] {
  file.lines.enumerated().compactMap { index, line in
    guard let path = machinePath(in: line) else { return nil }
    return Finding(path: file.path, line: index + 1, words: "`\(path)` is a path of one machine: make it relative, or ask the system for its folder")
  }
}

/// The first absolute path in a line that begins with one of the folders.
private func machinePath(in line: Substring) -> String? {
  var before: Character = " "
  var rest = line[...]
  while let slash = rest.firstIndex(of: "/") {
    if slash > rest.startIndex { before = rest[rest.index(before: slash)] }
    let tail = rest[rest.index(after: slash)...]
    let name = tail.prefix { $0.isASCII && $0.isLetter }
    if folders.contains(String(name)), tail.dropFirst(name.count).first == "/", !(before.isLetter || before.isNumber || "/.-_~})>*".contains(before)) {
      return "/\(tail.prefix { !$0.isWhitespace && $0 != "`" && $0 != "\"" })"
    }
    before = "/"
    rest = tail
  }
  return nil
}

@Suite("No file knows the machine it was written on")
struct MachinePaths {
  @Test func inTheTree() { expectNone(House.files.filter { !$0.path.hasPrefix("Tests/TidyTests/Rules/MachinePaths") }.flatMap(machinePaths)) }

  @Test(arguments: ["see /home/anna/notes", "let p = \"/opt/x/bin\"", "cd /tmp/a && ls", "(/Users/a/b)", "a=/root/x", "file:/srv/a"])
  func finds(_ line: String) { #expect(machinePaths(in: TextFile(path: "README.md", text: "\n" + line)).first?.line == 2) }

  @Test(arguments: [
    "#!/usr/bin/env bash", "docs/work/a.md", "../tmp/a", "https://example.org/home/a", "and/or", "sqlite:.gendan/ledger.sqlite", "/dev/null", "./var/a",
  ])
  func allows(_ line: String) { #expect(machinePaths(in: TextFile(path: "README.md", text: line)).isEmpty) }
}
