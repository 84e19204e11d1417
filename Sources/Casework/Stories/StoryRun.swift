public import Playbook

/// A story run through the bare engine, on a clock that only the story moves.
public struct StoryRun: Sendable {
  public let failures: [StoryPlay.Failure]
  public let branches: Set<Branch.ID>
  /// Everything that happened, and how the case stood at the end.
  public let events: [Event]
  public let state: Case?

  /// - Parameters:
  ///   - caseID: the name of the case; keys are made from it.
  ///   - isCancelled: asked before each move: a story that nobody waits for any more ends there.
  public init(_ story: Story, plan: Plan, caseID: CaseID = CaseID("story"), isCancelled: () -> Bool = { false }) {
    var play = StoryPlay(story, plan: plan, subject: "story")
    var state: Case?
    var now = StoryPlay.startTime
    var events: [Event] = []
    var signals = 0
    while !isCancelled() {
      let move = play.next(state, now: now)
      if case .finished = move { break }
      if case .setClock(let time) = move { now = time }
      guard case .send(let content, let sender) = move else { continue }
      signals += 1
      let signal = Signal(id: SignalID("story-\(signals)"), caseID: caseID, sender: sender, content: content)
      do throws(Refusal) {
        let news = try decide(signal, case: state, plan: plan, now: now)
        events += news
        state = Case(id: signal.caseID, state, adding: news)
        play.saw(news)
      } catch { play.saw(error) }
    }
    failures = play.failures
    branches = play.branches
    self.events = events
    self.state = state
  }
}

extension Case {
  /// A case with further events folded in; a new one when there was none.
  public init?(id: CaseID, _ state: Case?, adding events: [Event]) {
    guard var state else {
      self.init(id: id, folding: events)
      return
    }
    for event in events { state.apply(event) }
    self = state
  }
}
