import Casework
import Playbook

/// How the stories of a version went, played through the bare engine. A version never changes, so each is played once while it is remembered.
actor PlayedStories {
  /// However many a document has, no more are played for a page.
  static let most = 200
  private static let remembered = 50

  struct Outcome: Sendable {
    /// By the place of the story in its document.
    let failures: [[StoryPlay.Failure]]
    let untakenBranches: [Sentence]
    let branchCount: Int
    let untakenRows: [Sentence]
    let rowCount: Int
  }

  private var outcomes: [String: Outcome] = [:]

  func outcome(of plan: Plan) async -> Outcome {
    if let known = outcomes[plan.version] { return known }
    var runs: [StoryRun] = []
    for story in plan.stories.prefix(Self.most) {
      runs.append(StoryRun(story, plan: plan))
      // Others have requests too.
      await Task.yield()
    }
    let coverage = StoryCoverage(of: runs, plan: plan)
    let outcome = Outcome(
      failures: runs.map(\.failures), untakenBranches: coverage.untakenBranches, branchCount: coverage.branchCount, untakenRows: coverage.untakenRows,
      rowCount: coverage.rowCount)
    if outcomes.count >= Self.remembered { outcomes.removeAll() }
    outcomes[plan.version] = outcome
    return outcome
  }
}
