/// Binds the sentences of one outline to declared names and gives them their kinds.
///
/// Nothing stops it: what can't be bound becomes a manual step, with a finding that says why.
struct ProcedureReading {
  let names: Names
  let document: Document
  let procedure: Procedure.ID
  /// The follow-ups that this procedure is a round of: its conclusions may name their outcomes.
  let followUps: [FollowUp]
  /// What a link leads to: the procedure of a document or section, if there is one.
  let procedureOfLink: (String) -> Procedure.ID?
  /// Whether a document names a calendar for this outline, be it a good one or not.
  var hasCalendar = false
  var identity = StepIdentity()
  var diagnostics: [Diagnostic] = []
  /// Sentences that steps may go back to, as far as the outline has been read.
  var landmarks: [Landmark] = []
  /// Every use of a name that nothing declares, in document order: told of once for each name.
  var unknownNames: [UnknownMention] = []

  struct Landmark {
    let id: Step.ID
    let facts: [Fact.ID]
    let sentence: String
  }

  init(
    names: Names, document: Document, procedure: Procedure.ID, followUps: [FollowUp], procedureOfLink: @escaping (String) -> Procedure.ID?
  ) {
    self.names = names
    self.document = document
    self.procedure = procedure
    self.followUps = followUps
    self.procedureOfLink = procedureOfLink
  }

  mutating func nodes(_ items: [OutlineItem], parent: String, depth: Int) -> [StepNode] {
    items.compactMap { node($0, parent: parent, depth: depth) }
  }

  private mutating func node(_ item: OutlineItem, parent: String, depth: Int) -> StepNode? {
    var text = item.text.text.trimmed
    var channels: [ChannelName] = []
    var form = readForm(text, of: item.text)
    while case .guarded(let guarded, let rest) = form {
      channels = guarded
      text = rest
      form = rest.isEmpty ? .plain : readForm(rest, of: item.text)
    }
    let sentence = sentence(item.text, item.text.text.trimmed)
    // Notes belong to the step above; alternatives are taken by their parent before they get here.
    if item.isAside { return nil }
    if case .note = form { return nil }
    if case .branch(let condition) = form {
      report(
        UnreadablePartCheck.id, .error, item.text.place(of: condition.isEmpty ? text : condition),
        .init("“条件”没有上级步骤，不知道是谁的分支。", "This alternative has no step above it to belong to."))
      return nil
    }
    let id = identity.id(prefix: "s", parent: parent, sentence: sentence.text)
    var node = StepNode(id: id, sentence: sentence, kinds: [.group], channels: channels, depth: depth)
    let hasBranches = item.children.contains { isBranch($0) || (isSaying($0) && $0.children.contains { isBranch($0) }) }
    node.kinds = text.isEmpty || (item.isHeading && !hasBranches) ? [.group] : kinds(form, text, item, hasBranches: hasBranches)
    readChildren(of: item, into: &node, hasBranches: hasBranches)
    node.seal()
    return node
  }

  private func isBranch(_ item: OutlineItem) -> Bool {
    if !item.isAside, case .branch = readForm(item.text.text.trimmed, of: item.text) { return true }
    return false
  }

  private func isSaying(_ item: OutlineItem) -> Bool {
    switch readForm(item.text.text.trimmed, of: item.text) {
    case .say: !item.isAside
    case .guarded(_, let rest): rest.behind(Keywords.say) != nil
    default: false
    }
  }

  // MARK: what hangs below

  private mutating func readChildren(of item: OutlineItem, into node: inout StepNode, hasBranches: Bool) {
    addLandmark(node)
    let takesWording = takesWording(node.kinds.last ?? .group)
    let answers = answers(of: node.kinds.last ?? .group)
    var plainBefore: [Guarded] = []
    var plainAfter: [Guarded] = []
    // What hangs below wording that is offered at the step goes on with the step.
    var children = item.children.map { Guarded(item: $0, channels: []) }[...]
    while let (child, outer) = children.popFirst().map({ ($0.item, $0.channels) }) {
      let text = child.text.text.trimmed
      if child.isAside {
        node.notes.append(sentence(child.text, text))
        continue
      }
      switch readForm(text, of: child.text) {
      case .note(let words):
        if !words.isEmpty { node.notes.append(Sentence(text: String(words), file: document.source.path, place: child.text.place(of: words))) }
        // What hangs below a note is guidance as well.
        node.notes += child.children.map { sentence($0.text, $0.text.text.trimmed) }
      case .say(let words) where takesWording:
        node.sayings.append(saying(words, child.text, channels: outer))
        children = child.children.map { Guarded(item: $0, channels: outer) } + children
      case .guarded(let channels, let rest) where takesWording && rest.behind(Keywords.say) != nil:
        node.sayings.append(saying(rest.behind(Keywords.say) ?? rest, child.text, channels: channels))
        children = child.children.map { Guarded(item: $0, channels: channels) } + children
      case .branch(let condition):
        let branch = branch(condition, child, answers: answers, of: node)
        node.branches.append(branch)
      default:
        let plain = Guarded(item: child, channels: outer)
        if node.branches.isEmpty, hasBranches { plainBefore.append(plain) } else { plainAfter.append(plain) }
      }
    }
    node.before = nodes(plainBefore, parent: node.id, depth: node.depth + 1)
    node.after = nodes(plainAfter, parent: node.id, depth: node.depth + 1)
    if case .decide = node.kinds.last, !node.channels.isEmpty {
      // They run before the decision, which knows how to pass the rest.
      for index in node.before.indices where node.before[index].channels.isEmpty { node.before[index].channels = node.channels }
    }
  }

  /// An item with the channels of what stood around it.
  private struct Guarded {
    let item: OutlineItem
    let channels: [ChannelName]
  }

  private mutating func nodes(_ items: [Guarded], parent: String, depth: Int) -> [StepNode] {
    items.compactMap { guarded in
      var node = node(guarded.item, parent: parent, depth: depth)
      if node?.channels.isEmpty == true { node?.channels = guarded.channels }
      return node
    }
  }

  private mutating func branch(_ condition: Substring, _ item: OutlineItem, answers: Answers, of node: StepNode) -> StepNode.BranchNode {
    let kind = node.kinds.last ?? .group
    let id = identity.id(prefix: "b", parent: node.id, sentence: condition)
    let steps = nodes(item.children, parent: id, depth: node.depth + 2)
    let sentence = Sentence(text: String(item.text.text.trimmed), file: document.source.path, place: item.text.place)
    var read = readCondition(condition, answers: answers)
    if read == nil {
      if case .manual = kind { read = .answer(isOneOf: [String(condition)]) }
    }
    if let read { return .init(id: id, sentence: sentence, condition: read, steps: steps) }
    reportUnknownValue(condition, item.text, answers: answers)
    // Nobody knows what it means, so it is never taken.
    return .init(id: id, sentence: sentence, condition: .any([]), steps: steps)
  }

  private func readCondition(_ text: Substring, answers: Answers) -> Condition? {
    if answers.isFree { return .answer(isOneOf: [String(text)]) }
    return ConditionReader(names: names, fact: answers.fact, answers: answers.list).read(text)
  }

  private mutating func reportUnknownValue(_ text: Substring, _ rich: RichText, answers: Answers) {
    let place = rich.place(of: text)
    let candidates = answers.labels(in: document.language)
    if candidates.isEmpty {
      report(
        UnknownNameCheck.id, .error, place,
        .init("“\(text)”读不懂：这一步没有结果可选，分支只能写关于事实的条件。", "“\(text)” isn't understood: this step answers nothing, so its alternatives are conditions on facts."))
      return
    }
    let nearest = names.nearest(to: text, among: candidates).map { "“\($0)”" }
    report(
      UnknownNameCheck.id, .error, place,
      .init(
        "“\(text)”不是这里可能的结果" + (nearest.map { "，是不是 \($0)？" } ?? "（可以是：\(candidates.prefix(12).joined(separator: "、"))）。"),
        "“\(text)” is none of the answers here" + (nearest.map { "; did you mean \($0)?" } ?? " (\(candidates.prefix(12).joined(separator: ", "))).")))
  }

  private mutating func addLandmark(_ node: StepNode) {
    var facts: [Fact.ID] = []
    for kind in node.kinds {
      if case .decide(let fact) = kind { facts.append(fact) }
      if case .ask(_, let fact, _) = kind { facts.append(fact) }
    }
    landmarks.append(Landmark(id: node.id, facts: facts, sentence: normalized(node.sentence.text[...].withoutNumbering)))
  }

  /// Steps whose `话术` is offered there, not sent: a person speaks.
  private func takesWording(_ kind: StepKind) -> Bool {
    switch kind {
    case .contact, .manual, .handOff, .ask: true
    default: false
    }
  }

  // MARK: tools for the readers of single forms

  func sentence(_ rich: RichText, _ part: Substring) -> Sentence {
    Sentence(text: String(part), file: document.source.path, place: rich.place)
  }

  func saying(_ words: Substring, _ rich: RichText, channels: [ChannelName]) -> Saying {
    let sentence = Sentence(text: String(words), file: document.source.path, place: rich.place(of: words))
    if let bracket = brackets(in: words).first, bracket.whole == words, let message = names.message(bracket.name) {
      let wording = message.wording(channel: channels.first, language: document.language) ?? Wording(parts: [])
      return Saying(sentence: sentence, message: message.id, wording: wording, channels: channels)
    }
    return Saying(sentence: sentence, message: nil, wording: readWording(String(words), names), channels: channels)
  }

  mutating func report(
    _ check: String, _ level: Diagnostic.Level, _ place: Place, _ message: Diagnostic.Message, suggestion: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        check: check, level: level, file: document.source.path, place: place, language: document.language, message: message, suggestion: suggestion))
  }
}
