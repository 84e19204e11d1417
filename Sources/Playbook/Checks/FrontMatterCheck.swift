/// **Finds** a head between `---` lines that isn't YAML, a key nobody knows, a value that isn't understood.
///
/// **Matters** because a time limit or quiet hours that aren't read don't hold.
///
/// ```
/// time-limit: 很久            “time-limit”的值读不懂，应写成如 48 小时。
/// ```
///
/// **Close it** by writing the value as the finding shows. **Level**: error; an unknown key is a warning.
enum FrontMatterCheck: DescribedCheck {
  static let id = "front-matter"
  static let group = CheckGroup.reading
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("文件头读不懂", "Front matter that isn't understood")
  static let help = Diagnostic.Message("按 docs/language.md 第 1 节写文件头。", "Write the front matter as docs/language.md, section 1, shows.")
}
