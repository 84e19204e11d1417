/// **Finds** a decision whose sentence contains the names of two facts.
///
/// **Matters** because the two would lead to different branches; the compiler doesn't guess.
///
/// ```
/// - 判断餐品位置和配送费     这句话可以指 “餐品位置” 或 “配送费”：请把要判断的那一个写成 `代码`。
/// ```
///
/// **Close it** by setting the fact in code: ``判断 `餐品位置`（参考配送费）``. **Level**: error.
enum AmbiguousNameCheck: DescribedCheck {
  static let id = "ambiguous-name"
  static let group = CheckGroup.names
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("一句话可以指两个事实", "A sentence that two facts fit")
  static let help = Diagnostic.Message("把要判断的事实写成 `代码`。", "Set the fact to decide in `code`.")
}
