import Foundation
import Playbook

/// What pages say, by key: `words/NOUN.zh-CN.json` and `words/NOUN.en.json`. A template writes `{{t.work-title}}`, and has the words there before it is read.
struct ConsoleWords: Sendable {
  let language: Language
  private let words: [String: String]

  static let chinese = ConsoleWords(.chinese, ConsoleFiles.all)
  static let english = ConsoleWords(.english, ConsoleFiles.all)

  static func of(_ language: Language) -> ConsoleWords { language == .chinese ? chinese : english }

  init(_ language: Language, _ files: ConsoleFiles) {
    self.language = language
    words = files.texts(in: "words").reduce(into: [:]) { all, file in
      guard file.key.hasSuffix(".\(language.rawValue).json") else { return }
      let read = (try? JSONDecoder().decode([String: String].self, from: Data(file.value.utf8))) ?? [:]
      all.merge(read) { first, _ in first }
    }
  }

  var keys: Set<String> { Set(words.keys) }

  /// - Parameter values: what stands in the words in braces: `{count}`.
  /// - Returns: the key itself where there are no words for it; a test sees to it that there are.
  func text(_ key: String, _ values: [String: String] = [:]) -> String {
    var text = words[key] ?? key
    for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
    return text
  }
}
