public import Playbook

/// Plays a story: says what to do next, looks at what came of it, and keeps what was expected and not seen.
///
/// It does nothing itself, so the same story runs through the bare engine and through a desk with a ledger: whoever drives it carries the moves out.
public struct StoryPlay: Sendable {
  /// What the driver has to do next.
  public enum Move: Sendable {
    case send(Signal.Content, Sender)
    case setClock(Instant)
    case finished
  }

  /// A row whose expectation was not met.
  public struct Failure: Hashable, Sendable {
    /// From 1.
    public let row: Int
    public let expected: String
    public let place: Place
    /// What the row caused instead, in words.
    public let seen: [String]
  }

  public let story: Story
  let plan: Plan
  let subject: String
  public private(set) var failures: [Failure] = []
  /// The alternatives taken so far.
  public private(set) var branches: Set<Branch.ID> = []

  var row = 0
  var phrase = 0
  /// What this row has caused.
  var events: [Event] = []
  var refusals: [Refusal] = []
  /// Outcomes that the row has set for actions to come.
  var presets: [Action.ID: (outcome: String, facts: [FactSetting])] = [:]
  var clockTarget: Instant?
  private var movesInRow = 0
  /// A story that goes round in circles ends.
  private static let mostMovesPerRow = 2_000

  /// Stories begin on a Monday at noon, China time: nobody sleeps.
  public static let startTime = Instant(milliseconds: 1_767_585_600_000)

  public init(_ story: Story, plan: Plan, subject: String) {
    self.story = story
    self.plan = plan
    self.subject = subject
  }

  /// What to do next, given how the case stands.
  public mutating func next(_ state: Case?, now: Instant) -> Move {
    while row < story.rows.count {
      movesInRow += 1
      guard movesInRow < Self.mostMovesPerRow else { return stop(state) }
      if let move = settle(state, now: now) { return move }
      if let move = passTime(state, now: now) { return move }
      if phrase < story.rows[row].events.count {
        let event = story.rows[row].events[phrase]
        phrase += 1
        if let move = move(for: event, state, now: now) { return move }
        continue
      }
      check(state, now: now)
      row += 1
      (phrase, events, refusals, presets, movesInRow) = (0, [], [], [:], 0)
    }
    return .finished
  }

  public mutating func saw(_ events: [Event]) {
    self.events += events
    for case .decided(let decided) in events.map(\.kind) {
      if let branch = decided.branch { branches.insert(branch) }
    }
  }

  public mutating func saw(_ refusal: Refusal) {
    refusals.append(refusal)
    if case .perform? = lastSent { return }
    fail(story.rows[row].events.last.map(\.text) ?? "", "\(refusal)")
  }

  var lastSent: Signal.Content?

  mutating func send(_ content: Signal.Content, _ sender: Sender) -> Move {
    lastSent = content
    return .send(content, sender)
  }

  mutating func fail(_ expected: String, _ seen: String? = nil, at place: Place? = nil) {
    failures.append(
      Failure(row: row + 1, expected: expected, place: place ?? story.rows[row].place, seen: seen.map { [$0] } ?? seenInWords))
  }

  private var seenInWords: [String] {
    events.compactMap { Retelling(plan: plan).line($0)?.text }
  }

  private mutating func stop(_ state: Case?) -> Move {
    fail(plan.language.words("这一行会停下来", "the row comes to rest"))
    row = story.rows.count
    return .finished
  }
}
