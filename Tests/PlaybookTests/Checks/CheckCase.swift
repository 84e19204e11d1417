import Playbook
import Testing

/// A document that breaks a rule: what is found where, and a part of the words.
struct Breaking {
  let outline: String
  /// The line within the outline, from 1.
  let line: Int
  let words: String
  var language = Language.chinese
}

/// One check: documents that break it, and documents that don't.
func check(
  _ id: String, _ level: Diagnostic.Level, breaking: [Breaking], fine: [String], sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(checkIDs.contains(id), sourceLocation: sourceLocation)
  for broken in breaking {
    let compilation = compiled(outline: broken.outline, in: broken.language)
    let vocabulary = broken.language == .chinese ? chineseVocabulary : englishVocabulary
    // The outline stands below the vocabulary, a heading and an empty line.
    let above = vocabulary.split(separator: "\n", omittingEmptySubsequences: false).count + 2
    let found = compilation.findings(of: id)
    let finding = found.first { $0.place.line - above == broken.line }
    let all = found.map { "\($0.place.line - above): \($0.text)" }
    #expect(finding != nil, "\(broken.outline)\n\(all)", sourceLocation: sourceLocation)
    guard let finding else { continue }
    #expect(finding.level == level, "\(broken.outline)", sourceLocation: sourceLocation)
    #expect(finding.text.contains(broken.words), "\(finding.text)", sourceLocation: sourceLocation)
    #expect(finding.language == broken.language, sourceLocation: sourceLocation)
    #expect(finding.text == finding.message.text(in: broken.language), sourceLocation: sourceLocation)
    #expect(finding.message.chinese != finding.message.english, sourceLocation: sourceLocation)
    #expect(found.count == 1, "told more than once: \(all)", sourceLocation: sourceLocation)
  }
  for outline in fine {
    let found = compiled(outline: outline, in: .chinese).findings(of: id).map(\.text)
    #expect(found.isEmpty, "\(outline)\n\(found)", sourceLocation: sourceLocation)
  }
}
