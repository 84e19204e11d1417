/// **Finds** a part of a story's table that is neither an event nor an expectation.
///
/// **Matters** because a test that checks nothing would lie.
///
/// ```
/// | 开始：餐品位置=门口 | 天晴了 |    例中的“天晴了”读不懂。
/// ```
///
/// **Close it** by writing it as section 5 of [the language](language.md) shows. **Level**: error.
enum StoryCheck: DescribedCheck {
  static let id = "story-not-understood"
  static let group = CheckGroup.stories
  static let level = Diagnostic.Level.error
  static let title = Diagnostic.Message("例里的话读不懂", "A story that isn't understood")
  static let help = Diagnostic.Message("按 docs/language.md 第 5 节写事件和期望。", "Write events and expectations as docs/language.md, section 5, shows.")
}
