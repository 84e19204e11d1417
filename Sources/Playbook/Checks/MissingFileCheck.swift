/// **Finds** a vocabulary file, a linked document, or the procedure of a link or follow-up that isn't there. Links to web pages are for people and
/// aren't looked for.
///
/// **Matters** because the part of the procedure that stands there doesn't run.
///
/// ```
/// - [保留待取](#保留待取)      链接“#保留待取”找不到对应的文档或流程。
/// ```
///
/// **Close it** by mending the path, which starts at the file it is written in, or the name. **Level**: error.
enum MissingFileCheck: DescribedCheck {
  static let id = "missing-file"
  static let group = CheckGroup.reading
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("文件或流程找不到", "A file or procedure that isn't there")
  static let help = Diagnostic.Message("更正路径或名称；路径从本文件所在处算起。", "Mend the path or the name; paths start at the file itself.")
}
