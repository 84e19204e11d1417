import Foundation
import Testing

/// Raw outlines, as a mind map exports them: nothing is declared, so every sentence is a person's, and the whole is a guided checklist.
@Suite("Raw outlines play to the end")
struct OutlineTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let own = tests.appendingPathComponent("Outlines/lost-umbrella.txt")
  private static let seed = Program.checkout.deletingLastPathComponent().appendingPathComponent("shared/seeds/000_c431f0158a40462c.txt")
  static var isSeedThere: Bool { FileManager.default.fileExists(atPath: seed.path) }

  @Test func ownOutlineWithAnswers() throws { try play(Self.own, answers: "lost-umbrella.txt") }
  @Test func ownOutlineEveryPath() throws { try everyPath(of: Self.own) }

  @Test(.enabled(if: isSeedThere)) func seedWithAnswers() throws { try play(Self.seed, answers: "seed-000.txt") }
  @Test(.enabled(if: isSeedThere)) func seedEveryPath() throws { try everyPath(of: Self.seed) }

  private func play(_ file: URL, answers: String) throws {
    let program = Program(place: try Place())
    let path = Self.tests.appendingPathComponent("Answers/\(answers)").path
    #expect(try program("check", file.path).code == 0)
    let ran = try program("play", file.path, "--answers", path)
    #expect(ran.code == 0, "\(ran.err)")
    #expect(ran.out.contains("走完了，工单已结单。"))
    #expect(!ran.out.contains("没用到"))
    // Played by hand, the same lines lead to the same end.
    let typed = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#") }
    #expect(try program("play", file.path, typed: typed.joined(separator: "\n")).code == 0)
  }

  /// Walks the tree of answers: where more is asked, every choice is tried. Every alternative of the outline must be taken on some path, and every sentence
  /// that isn't guidance be somebody's to do.
  private func everyPath(of file: URL) throws {
    let program = Program(place: try Place())
    var open: [[Int]] = [[]]
    var ends = 0
    var taken: Set<Int> = []
    while let answers = open.popLast() {
      try program.place.write("answers.txt", answers.map { "\($0)\n" }.joined())
      let ran = try program("play", file.path, "--answers", "answers.txt", "--format", "json")
      let report = try ran.object
      if report["finished"] as? Bool == true {
        #expect(ran.code == 0)
        ends += 1
        for line in report["timeline"] as? [[String: Any]] ?? [] {
          if let sentence = line["sentence"] as? [String: Any], let number = sentence["line"] as? Int { taken.insert(number) }
        }
        continue
      }
      #expect(ran.code == 1)
      let choices = (report["question"] as? [String: Any])?["choices"] as? [String] ?? []
      guard !choices.isEmpty, answers.count < 40 else {
        Issue.record("\(answers) leads nowhere: \(ran.err)")
        continue
      }
      open += choices.indices.reversed().map { answers + [$0 + 1] }
    }
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let items = lines.enumerated().filter { $0.element.contains("- **") && !Self.isGuidance($0.element) }.map { $0.offset + 1 }
    #expect(items.count > 10)
    #expect(items.filter { !taken.contains($0) }.isEmpty, "sentences that nobody comes to, by line")
    #expect(ends > 5)
  }

  private static func isGuidance(_ line: Substring) -> Bool {
    let words = line.drop { " -*".contains($0) }
    return words.hasPrefix("注") || words.prefix { !"：:".contains($0) }.hasSuffix("话术") && !words.contains(" 参考话术")
  }
}
