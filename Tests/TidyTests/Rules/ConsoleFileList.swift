import Testing

private let folder = "Sources/CConsoleFiles/"
private let list = folder + "files.c"

/// Files of the console that the program doesn't carry, and names in its list that stand for nothing.
func consoleFileFindings(in files: [TextFile]) -> [Finding] {
  guard let listing = files.first(where: { $0.path == list }) else { return [Finding(path: list, words: "isn't there")] }
  let carried = Set(
    listing.text.split(separator: "{\"", omittingEmptySubsequences: false).dropFirst().compactMap { $0.split(separator: "\"").first.map(String.init) })
  let parts = ["templates/", "words/", "style/", "scripts/"]
  let there = Set(
    files.map(\.path).filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }.filter { name in parts.contains { name.hasPrefix($0) } })
  // What is fetched when the program is set up isn't in the tree.
  let wrong = there.symmetricDifference(carried.filter { !$0.hasPrefix("fetched/") })
  return wrong.sorted().map { Finding(path: folder + $0, words: "run scripts/list-console-files") }
}

@Suite("The program carries every file of the console")
struct ConsoleFileList {
  @Test func inTheTree() { expectNone(consoleFileFindings(in: House.files)) }

  @Test(arguments: [
    (["words/a.json"], "{\"words/a.json\", x}, {\"fetched/b.js\", y}", 0), (["words/a.json", "style/b.css"], "{\"words/a.json\", x}", 1),
    ([], "{\"scripts/gone.js\", x}", 1), (["files.h"], "", 0),
  ])
  func finds(files: [String], list text: String, count: Int) {
    let all = files.map { TextFile(path: folder + $0, text: "") } + [TextFile(path: list, text: text)]
    #expect(consoleFileFindings(in: all).count == count)
  }
}
