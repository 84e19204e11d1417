/// What a check is for, in words: shown by tools that list rules. The long form is docs/checks.md.
public struct CheckDescription: Sendable {
  public let id: String
  /// The level of most of its findings; single ones may be graver or lighter.
  public let level: Diagnostic.Level
  public let title: Diagnostic.Message
  /// How to close a finding.
  public let help: Diagnostic.Message
}

/// Every check there is, in the order of docs/checks.md.
public let checkDescriptions: [CheckDescription] = [
  CheckDescription(
    id: UnknownNameCheck.id, level: .warning, title: .init("名称没有声明", "A name that nothing declares"),
    help: .init("在词汇表里声明这个名称或给已有的加别名；写错了就改成提示的名称。", "Declare the name or add it as a label; if it is a slip, take the name that is suggested.")),
  CheckDescription(
    id: AmbiguousNameCheck.id, level: .error, title: .init("一句话可以指两个事实", "A sentence that two facts fit"),
    help: .init("把要判断的事实写成 `代码`。", "Set the fact to decide in `code`.")),
  CheckDescription(
    id: DuplicateNameCheck.id, level: .error, title: .init("同一个标识声明了两次", "One id declared twice"),
    help: .init("改名，或删掉其中一行。", "Rename one of the rows or delete it.")),
  CheckDescription(
    id: ValueWithoutBranchCheck.id, level: .warning, title: .init("判断少了分支", "A decision with a value that no alternative takes"),
    help: .init("给缺的取值加“条件：…”，或加“条件：其他”；查不到时走“条件：未知”。", "Add a `When:` for the missing value or `When: Otherwise`; `When: Unknown` for nobody knows.")),
  CheckDescription(
    id: OutcomeWithoutBranchCheck.id, level: .warning, title: .init("结果少了分支", "An outcome that no alternative takes"),
    help: .init("给缺的结果加“条件：…”，或加“条件：其他”。", "Add a `When:` for the missing outcome, or `When: Otherwise`.")),
  CheckDescription(
    id: UnreachableBranchCheck.id, level: .warning, title: .init("走不到的分支或步骤", "An alternative or step that is never come to"),
    help: .init("删掉它，或改写前面盖住它的条件。", "Delete it, or change the earlier alternative that covers it.")),
  CheckDescription(
    id: TimerWithoutOriginCheck.id, level: .warning, title: .init("时限没有起点", "Time that runs from nobody knows when"),
    help: .init("写明从哪个时间起算：“等待 30 分钟（自 上报时间 起）”。", "Say from which time it counts: `Wait 30 min from the report`.")),
  CheckDescription(
    id: TimerWithoutExpiryCheck.id, level: .warning, title: .init("时限过后没有下文", "A time limit with nothing behind it"),
    help: .init("加“条件：超时”，写明过后怎么办。", "Add `When: expired` and say what happens then.")),
  CheckDescription(
    id: ContactWithoutNotReachedCheck.id, level: .warning, title: .init("没写联系不到怎么办", "A contact that doesn't say what happens when nobody is reached"),
    help: .init("加“条件：联系不到”。", "Add `When: not reached`.")),
  CheckDescription(
    id: DisclosureWithoutConsentCheck.id, level: .error, title: .init("没有同意就给出个人信息", "Personal data given away without consent"),
    help: .init("先判断是否同意，只在同意的分支里执行；动作的“前提”写明是谁的同意。", "Decide the consent first and act only in its alternative; name the consent in the action's requirement.")
  ),
  CheckDescription(
    id: PathWithoutConclusionCheck.id, level: .warning, title: .init("走到头没有结论", "A path that ends without a conclusion"),
    help: .init("在这条路的末尾写“结论：…”。", "End the path with `Conclude: …`.")),
  CheckDescription(
    id: FrontMatterCheck.id, level: .error, title: .init("文件头读不懂", "Front matter that isn't understood"),
    help: .init("按 docs/language.md 第 1 节写文件头。", "Write the front matter as docs/language.md, section 1, shows.")),
  CheckDescription(
    id: MissingFileCheck.id, level: .error, title: .init("文件或流程找不到", "A file or procedure that isn't there"),
    help: .init("更正路径或名称；路径从本文件所在处算起。", "Mend the path or the name; paths start at the file itself.")),
  CheckDescription(
    id: UnreadablePartCheck.id, level: .error, title: .init("固定写法没写对", "A part with a fixed form that isn't written in it"),
    help: .init("按提示的写法改。", "Write it as the message shows.")),
  CheckDescription(
    id: StoryCheck.id, level: .error, title: .init("例里的话读不懂", "A story that isn't understood"),
    help: .init("按 docs/language.md 第 5 节写事件和期望。", "Write events and expectations as docs/language.md, section 5, shows.")),
]
