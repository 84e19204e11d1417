/// **Finds** a note that says what to do on one channel, or under a condition: `注：在线侧发送卡片，电话侧只安抚`.
///
/// **Matters** because notes are shown, never executed: what stands in one happens only if somebody reads it.
///
/// ```
/// - 注：在线侧发送卡片，电话侧只安抚      说明里藏着渠道“在线侧”“电话侧”，说明不会执行。
/// ```
///
/// **Close it** with `在线侧：…`, `电话侧：…` or `条件：…` as items of their own. **Level**: warning.
enum NoteHidesConditionCheck: Check {
  static let id = "note-hides-condition"
  static let group = CheckGroup.branches
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("说明里藏着渠道或条件", "A channel or a condition that hides in a note")
  static let help = Diagnostic.Message("把说明里的渠道或条件写成单独的条目。", "Write the channel or condition of the note as an item of its own.")

  private static let channels = ["在线侧", "线上侧", "电话侧", "热线侧", "on the phone", "online only", "by phone only"]
  private static let conditions = ["如果", "若用户", "若商家", "若骑手", "的话", "只有在", "除非", "if the ", "unless ", "only if"]

  static func findings(in checked: CheckedPlan) -> [Diagnostic] {
    var told: Set<Sentence> = []
    return checked.steps.flatMap { step in
      step.notes.compactMap { note in
        let text = note.text.lowercased()
        let hidden = channels.filter { text.contains($0) } + conditions.filter { text.contains($0) }.prefix(1)
        guard !hidden.isEmpty, told.insert(note).inserted else { return nil }
        let names = hidden.map { "“\($0)”" }.joined(separator: checked.plan.language.words("", ", "))
        return checked.finding(
          Self.self, .warning, at: note, "说明里藏着渠道或条件\(names)，说明只给人看，不会执行。",
          "A channel or condition hides in this note (\(names)); notes are shown, never executed.", story: checked.story(to: step),
          suggestion: channels.contains(hidden[0]) ? "- \(hidden[0])：…" : checked.plan.language.words("- 条件：…", "- When: …"))
      }
    }
  }
}
