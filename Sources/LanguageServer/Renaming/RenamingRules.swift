import Foundation
import Playbook

/// Which words can be names.
struct RenamingRules {
  let language: Language

  /// Two names that differ only in case, spaces or full width are one name.
  static func key(_ name: String) -> String {
    let half = name.unicodeScalars.map { ("\u{FF01}"..."\u{FF5E}").contains($0) ? Unicode.Scalar($0.value - 0xFEE0) ?? $0 : $0 }
    return String(String.UnicodeScalarView(half)).lowercased().filter { !$0.isWhitespace && $0 != "\u{200B}" }
  }

  /// Characters that end a name somewhere in the language or in Markdown.
  private static let marks: Set<Character> = [
    "、", ",", "，", ";", "；", "|", "｜", "【", "】", "[", "]", "《", "》", "`", "*", "{", "}", "=", "＝", "<", ">", "\\", "!", "！", "。",
  ]
  private static let reserved = ["其他", "其它", "否则", "未知", "otherwise", "else", "unknown"]

  /// Why the word can't be the mention's new name; nil when it can.
  func fault(in name: String, for mention: Mention) -> String? {
    if name.isEmpty { return language.words("新名称是空的。", "The new name is empty.") }
    if name.contains(where: \.isNewline) { return language.words("名称里不能换行。", "A name stands on one line.") }
    if let mark = name.first(where: { Self.marks.contains($0) }) {
      return language.words("名称里不能有“\(mark)”。", "A name can't contain “\(mark)”.")
    }
    if name.count > 60 { return language.words("名称不能超过 60 个字。", "A name has at most 60 characters.") }
    if [.value, .outcome, .ending, .event].contains(mention.symbol.kind), Self.reserved.contains(Self.key(name)) {
      return language.words("“\(name)”是语言自己的词，不能作名称。", "“\(name)” is a word of the language and can't be a name.")
    }
    return nil
  }
}

extension String {
  var withoutSpaceAround: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
