/// **Finds** two rows of the vocabulary with one id, and two things of one kind with one name. Several rows of one message (for channels and
/// languages) are meant to share their id.
///
/// **Matters** because whoever says the name means one of them, and nobody can tell which.
///
/// ```
/// | a | 位置、地点 | …
/// | b | 地址、地点 | …       名称“地点”已经是“a”的名称。
/// ```
///
/// **Close it** by renaming one or deleting a row. **Level**: error.
enum DuplicateNameCheck: DescribedCheck {
  static let id = "duplicate-name"
  static let group = CheckGroup.names
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("同一个标识声明了两次", "One id declared twice")
  static let help = Diagnostic.Message("改名，或删掉其中一行。", "Rename one of the rows or delete it.")
}
