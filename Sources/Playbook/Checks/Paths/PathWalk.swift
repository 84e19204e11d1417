/// Walks every path of a plan with a property, into procedures and rounds of follow-ups and back, each state of each step once.
///
/// A procedure is walked once for each state it is entered in; what it can be left with is handed to everyone who runs it, as it is found. So procedures
/// that run each other are walked until nothing new comes of it.
struct PathWalk {
  /// A procedure with the state it is entered in.
  private struct Entry: Hashable {
    let procedure: Procedure.ID
    let state: PathState
  }

  private struct Node: Hashable {
    let entry: Entry
    let step: Step.ID
    let state: PathState
  }

  /// What a procedure can be left with.
  private struct Exits {
    var ends = InOrder<PathState>()
    /// States in which somebody may end it from outside: an event, or the time of a follow-up.
    var interruptions = InOrder<PathState>()
    /// Who runs it: the step goes on with what comes back.
    var callers = InOrder<Node>()
  }

  /// Each once, in the order in which they were found: the same plan is always walked alike.
  private struct InOrder<Element: Hashable> {
    private(set) var all: [Element] = []
    private var members: Set<Element> = []

    /// - Returns: whether it is new.
    mutating func insert(_ element: Element) -> Bool {
      guard members.insert(element).inserted else { return false }
      all.append(element)
      return true
    }
  }

  private let checked: CheckedPlan
  private let property: PathProperty
  private let watched: Set<Fact.ID>
  private var exits: [Entry: Exits] = [:]
  private var cameFrom: [Node: (node: Node, branch: Branch?)] = [:]
  private var queue: [Node] = []
  private var breaches: [PathBreach] = []
  private var brokenAt: Set<Step.ID?> = []

  /// More than any shipped playbook needs by far; a walk that is longer wouldn't end in anybody's lifetime.
  private static let mostNodes = 60_000

  /// - Returns: the paths that break the property, the first for each place; nil when there are more states than can be walked.
  static func breaches(of property: PathProperty, watching: Set<Fact.ID>, in checked: CheckedPlan) -> [PathBreach]? {
    var walk = PathWalk(checked: checked, property: property, watched: Set(property.condition?.facts ?? []).union(watching))
    return walk.run() ? walk.breaches : nil
  }

  private init(checked: CheckedPlan, property: PathProperty, watched: Set<Fact.ID>) {
    self.checked = checked
    self.property = property
    self.watched = watched
  }

  /// - Returns: whether everything was walked.
  private mutating func run() -> Bool {
    let main = Entry(procedure: checked.plan.main.id, state: PathState())
    _ = enter(main, from: nil)
    var index = 0
    while index < queue.count {
      guard queue.count < Self.mostNodes else { return false }
      visit(queue[index])
      index += 1
    }
    return true
  }

  /// - Returns: whether it hasn't been run for the caller in this state before.
  private mutating func enter(_ entry: Entry, from caller: Node?) -> Bool {
    let isKnown = exits[entry] != nil
    if let caller {
      guard exits[entry, default: Exits()].callers.insert(caller) else { return false }
    } else {
      exits[entry] = Exits()
    }
    if isKnown { return true }
    if let first = checked.plan.procedure(entry.procedure)?.first {
      add(Node(entry: entry, step: first, state: entry.state), from: caller, by: nil)
    } else {
      leave(entry, with: entry.state)
    }
    return true
  }

  private mutating func add(_ node: Node, from before: Node?, by branch: Branch?) {
    // The first node has no way to it: it is known by being in the queue.
    if let before {
      guard cameFrom[node] == nil, node != queue.first else { return }
      cameFrom[node] = (before, branch)
    }
    queue.append(node)
  }

  private mutating func visit(_ node: Node) {
    guard let step = checked.plan.step(node.step) else { return }
    // A sentence for other channels is passed over, as if it weren't there.
    if !step.channels.isEmpty {
      let rest = channels(node.state).subtracting(step.channels)
      if !rest.isEmpty {
        var passing = node.state
        passing.channels = rest
        goOn(to: step.past, passing, node, by: nil)
      }
    }
    var state = node.state
    if !step.channels.isEmpty {
      state.channels = channels(node.state).intersection(step.channels)
      if state.channels?.isEmpty == true { return }
    }
    if property.isBroken(state, step) { tell(step, node, last: nil) }
    if ChangedFacts.takesTime(step) { interrupt(node.entry, with: state) }
    if property.does(step) { state.isDone = true }
    for fact in checked.changes.changed(by: step, intoCalls: false) where watched.contains(fact) && !isKept(fact, at: step, state) { state.known.forget(fact) }
    if ChangedFacts.takesTime(step) { state.known.fresh = [] }
    switch step.kind {
    case .conclude(let conclusion):
      for setting in conclusion.settings where watched.contains(setting.fact) { state.known.learn(setting) }
      leave(node.entry, with: state)
      if node.entry.procedure == checked.plan.main.id, property.isBroken(state, nil) { tell(nil, node, last: nil) }
    case .rule(let terms):
      for setting in terms.settings where watched.contains(setting.fact) { state.known.learn(setting) }
      goOn(from: step, state, node)
    case .call(let id) where checked.plan.procedure(id) != nil:
      run(Entry(procedure: id, state: state), for: node)
    case .followUp:
      goOn(from: step, state, node)
      if let id = ChangedFacts.procedure(run: step, checked.plan) { run(Entry(procedure: id, state: state), for: node) }
    default: goOn(from: step, state, node)
    }
  }

  /// Runs a procedure for a step; what it was left with before goes on at once.
  private mutating func run(_ entry: Entry, for node: Node) {
    let before = exits[entry]
    guard enter(entry, from: node) else { return }
    for state in before?.ends.all ?? [] { comeBack(to: node, with: state, from: entry) }
    for state in before?.interruptions.all ?? [] { comeBack(to: node, interruptedWith: state) }
  }

  private mutating func leave(_ entry: Entry, with state: PathState) {
    guard exits[entry, default: Exits()].ends.insert(state) else { return }
    for caller in exits[entry]?.callers.all ?? [] { comeBack(to: caller, with: state, from: entry) }
  }

  private mutating func interrupt(_ entry: Entry, with state: PathState) {
    guard exits[entry, default: Exits()].interruptions.insert(state) else { return }
    for caller in exits[entry]?.callers.all ?? [] { comeBack(to: caller, interruptedWith: state) }
  }

  private mutating func comeBack(to caller: Node, with state: PathState, from entry: Entry) {
    guard let step = checked.plan.step(caller.step) else { return }
    goOn(from: step, state, caller)
    // A follow-up may run another round.
    if case .followUp = step.kind { run(Entry(procedure: entry.procedure, state: state), for: caller) }
  }

  /// Inside a follow-up's round the follow-up itself may be ended; inside a linked procedure only what stands around it can be.
  private mutating func comeBack(to caller: Node, interruptedWith state: PathState) {
    guard let step = checked.plan.step(caller.step) else { return }
    if case .followUp = step.kind { goOn(from: step, state, caller) }
    interrupt(caller.entry, with: state)
  }

  private mutating func goOn(from step: Step, _ state: PathState, _ node: Node) {
    for way in checked.plan.ways(from: step).dropLast(step.channels.isEmpty ? 0 : 1) {
      guard let branch = way.branch else {
        goOn(to: way.next, state, node, by: nil)
        continue
      }
      guard let known = state.known.behind(branch, of: step, plan: checked.plan, isSteady: checked.changes.isSteady) else { continue }
      var narrowed = state
      narrowed.known = KnownFacts(
        values: known.values.filter { watched.contains($0.key) }, held: known.held.filter { $0.facts.allSatisfy(watched.contains) },
        fresh: known.fresh.intersection(watched))
      goOn(to: way.next, narrowed, node, by: branch)
    }
  }

  private mutating func goOn(to next: Step.ID?, _ state: PathState, _ node: Node, by branch: Branch?) {
    guard let next else {
      leave(node.entry, with: state)
      if node.entry.procedure == checked.plan.main.id, property.isBroken(state, nil) { tell(nil, node, last: branch) }
      return
    }
    add(Node(entry: node.entry, step: next, state: state), from: node, by: branch)
  }

  private func channels(_ state: PathState) -> Set<ChannelName> { state.channels ?? Self.caseChannels }

  /// The channels a case can be opened on.
  private static let caseChannels: Set<ChannelName> = [.online, .phone]

  /// A decision asks nobody while the value is known and can't go stale.
  private func isKept(_ fact: Fact.ID, at step: Step, _ state: PathState) -> Bool {
    guard case .decide = step.kind else { return false }
    return (state.known.values[fact] != nil || state.known.held.contains { $0.facts.contains(fact) }) && checked.plan.fact(fact)?.freshFor == nil
  }

  private mutating func tell(_ step: Step?, _ node: Node, last: Branch?) {
    guard brokenAt.insert(step?.id).inserted else { return }
    var lines: [String] = []
    func tell(_ branch: Branch, at node: Node) {
      if let here = checked.plan.step(node.step) { lines.append("\(checked.short(here.sentence.text)) → \(checked.bare(branch))") }
    }
    if let last { tell(last, at: node) }
    var current = node
    while let (before, branch) = cameFrom[current] {
      if let branch { tell(branch, at: before) }
      current = before
    }
    breaches.append(PathBreach(step: step, last: checked.plan.step(node.step), story: lines.reversed()))
  }
}
