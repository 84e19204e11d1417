/// **Finds** a message that can be longer than its limit, or longer than one text message (70 characters; 67 a part when it is cut in parts), with its
/// slots at the longest that their types allow.
///
/// **Matters** because the provider cuts it, sends it in pieces, or charges twice.
///
/// ```
/// | waiting | 等待短信 | 短信 | zh-CN | 很长的文字… |      “等待短信”最长 84 字，上限 70 字。
/// ```
///
/// **Close it** by shortening the text, by stating how long a text fact can be (column `最长`), or by allowing more parts (column `上限`: `2 条`).
/// **Level**: warning.
enum MessageTooLongCheck: Check {
  static let id = "message-too-long"
  static let group = CheckGroup.wording
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("消息超过长度上限", "A message that can be longer than its limit")
  static let help = Diagnostic.Message("缩短文字，或写明空格里的内容最长多少字、允许几条。", "Shorten it, state how long its slots can be, or allow more parts.")

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    checked.plan.vocabulary.messages.flatMap { message in
      message.texts.compactMap { text -> Diagnostic? in
        guard let limit = text.effectiveLimit else { return nil }
        let longest = text.wording.parts.reduce(0) { $0 + length($1, text.language, checked) }
        guard longest > limit.mostCharacters else { return nil }
        return Diagnostic(
          check: id, level: .warning, file: message.file, place: text.place, language: checked.plan.language,
          message: .init(
            "“\(message.name)”（\(text.language.rawValue)）最长 \(longest) 字，上限 \(limit.mostCharacters) 字。",
            "“\(message.name)” (\(text.language.rawValue)) can have \(longest) characters; its limit is \(limit.mostCharacters)."))
      }
    }
  }

  private static func length(_ part: Wording.Part, _ language: Language, _ checked: CheckedPlan) -> Int {
    switch part {
    case .text(let text): text.utf16.count
    case .slot(let id): checked.plan.fact(id)?.longestWords(in: language) ?? 0
    case .unbound(let name): name.utf16.count
    }
  }
}
