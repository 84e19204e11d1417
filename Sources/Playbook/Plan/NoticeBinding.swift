/// Contact that is announced: the message goes out first, as a step of its own, and the contact follows after the lead time.
extension ProcedureReading {
  mutating func contactKinds(_ rest: Substring, _ rich: RichText) -> [StepKind] {
    let kind = contact(rest, rich)
    guard case .contact(let terms) = kind, let notice = terms.notice else { return [kind] }
    return [.act(notice.call), kind]
  }

  /// `预告【短信-即将联系】提前 2 小时`, `notice [text the customer] 2 h ahead`.
  mutating func readNotice(_ text: Substring, _ rich: RichText) -> ContactNotice? {
    guard let (_, rest) = text.behind(word: noticeWords), let bracket = brackets(in: rest).first else { return nil }
    let behind = rest[bracket.whole.endIndex...].trimmed
    let lead: TimeAmount? =
      if let (_, amount) = behind.behind(word: ["提前"]) {
        TimeAmount(amount)
      } else if behind.lowercased().hasSuffix("ahead") {
        TimeAmount(behind.dropLast("ahead".count).trimmed)
      } else {
        nil
      }
    guard let lead, lead.seconds > 0 else { return nil }
    guard let action = names.action(bracket.name) else {
      reportUnknownAction(bracket.name, rich, .error)
      return nil
    }
    return ContactNotice(call: ActionCall(action: action.id, arguments: arguments(bracket, action, rich)), lead: lead)
  }
}

/// The words in front of the message that announces a contact.
private let noticeWords = ["预告", "预先告知", "notice"]

/// Whether a name in brackets is the notice of a contact: the only one that a contact's terms may have.
func isNotice(_ bracket: BracketedName, in text: Substring) -> Bool {
  let before = text[..<bracket.whole.startIndex].trimmed.lowercased()
  return noticeWords.contains { before.hasSuffix($0) }
}
