/// **Finds** a part with a fixed form that isn't written in it: a cell of a vocabulary table, what stands in the parentheses of a contact, a promise
/// without a time, an alternative that has nothing above it; a column or section that nobody knows; lists nested deeper than a hundred levels.
///
/// **Matters** because the part is left out, while the rest of the sentence or row holds.
///
/// ```
/// - 联系 骑手（常常）          “常常”读不懂：括号里写次序（先 甲，再 乙）、渠道、次数（2 次）和间隔（间隔 3 分钟）。
/// ```
///
/// **Close it** by writing it as the finding shows. **Level**: error; a warning for what a person takes over and for unknown columns, a note for
/// sections that are only for readers.
enum UnreadablePartCheck: DescribedCheck {
  static let id = "unreadable-part"
  static let group = CheckGroup.reading
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("固定写法没写对", "A part with a fixed form that isn't written in it")
  static let help = Diagnostic.Message("按提示的写法改。", "Write it as the message shows.")
}
