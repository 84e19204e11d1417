import Playbook
import Testing

/// A raw text that breaks a rule: the line, and a part of the words.
struct BreakingText {
  let text: String
  /// From 1.
  let line: Int
  let words: String
}

/// One check over raw texts: each breaking text is told of exactly once, the fine ones not at all. The language is that of the text.
func checkText(
  _ id: String, _ level: Diagnostic.Level = .warning, breaking: [BreakingText], fine: [String], sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(checkIDs.contains(id), sourceLocation: sourceLocation)
  for broken in breaking {
    let found = compiled(broken.text).findings(of: id)
    let all = found.map { "\($0.place.line): \($0.text)" }
    #expect(found.count == 1, "\(broken.text)\n\(all)", sourceLocation: sourceLocation)
    guard let finding = found.first else { continue }
    let isChinese = broken.text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    #expect(finding.place.line == broken.line, "\(broken.text)\n\(all)", sourceLocation: sourceLocation)
    #expect(finding.text.contains(broken.words), "\(finding.text)", sourceLocation: sourceLocation)
    #expect(finding.level == level, sourceLocation: sourceLocation)
    #expect(finding.language == (isChinese ? .chinese : .english), sourceLocation: sourceLocation)
    #expect(finding.message.chinese != finding.message.english, sourceLocation: sourceLocation)
  }
  for text in fine {
    let found = compiled(text).findings(of: id).map { "\($0.place.line): \($0.text)" }
    #expect(found.isEmpty, "\(text)\n\(found)", sourceLocation: sourceLocation)
  }
}
