/// **Finds** a name that nothing declares: an action in `【】`, a fact, a party, a follow-up, a value behind `条件：` or `结论：`, a
/// step that `回到` should go back to. The nearest declared name is offered when it is near enough to be a slip of the pen. A name that was left
/// unfinished (`外呼用户-xx`) is told as such. Each name is told of once in a file, with the other lines that use it.
///
/// **Matters** because the sentence is then left to a person: what looks automatic isn't. A ban, a branch or a conclusion that binds to nothing would
/// silently do nothing.
///
/// ```
/// - 做【短信通志】          没有名为“短信通志”的动作，是不是“短信通知”？
/// - 协助联系【外呼用户-xx】  动作“外呼用户-xx”的名称没有写完，先由人来做：请补全名称并声明它。
/// ```
///
/// **Close it** by writing the declared name, by declaring the name in the vocabulary, or by adding it as another label of what is meant.
///
/// **Level**: warning where a person does the step instead (actions, follow-ups, who is asked for what); error where nothing else would happen (bans,
/// alternatives, conclusions, slots, origins, going back).
enum UnknownNameCheck: DescribedCheck {
  static let id = "unknown-name"
  static let group = CheckGroup.names
  static let level = Diagnostic.Level.warning
  static let title = Diagnostic.Message("名称没有声明", "A name that nothing declares")
  static let help = Diagnostic.Message(
    "在词汇表里声明这个名称或给已有的加别名；写错了就改成提示的名称。", "Declare the name or add it as a label; if it is a slip, take the name that is suggested.")

  /// Slots in words that stand in an outline; those of declared messages are told of while reading.
  static func findings(of mentions: [UnknownMention]) -> [Diagnostic] {
    struct Key: Hashable {
      let file: String
      let kind: String
      let name: String
    }
    let grouped = Dictionary(grouping: mentions) { Key(file: $0.file, kind: $0.kind.english, name: normalized($0.name)) }
    var seen: Set<Key> = []
    return mentions.compactMap { mention in
      let key = Key(file: mention.file, kind: mention.kind.english, name: normalized(mention.name))
      guard seen.insert(key).inserted, let uses = grouped[key] else { return nil }
      let lines = uses.dropFirst().map(\.place.line).filter { $0 != mention.place.line }
      return mention.finding(level: uses.map(\.level).max() ?? mention.level, otherLines: lines)
    }
  }
}
