import Casework
import Playbook

/// The stories of a playbook as they came out.
struct StoryRunsView: Encodable {
  struct Failure: Encodable {
    let line: Int
    let expected: String
    let seen: [String]
  }

  struct Story: Encodable {
    let title: String
    let line: Int
    let passed: Bool
    let failures: [Failure]
  }

  struct Untaken: Encodable {
    let file: String
    let line: Int
    let text: String

    init(_ sentence: Sentence) { (file, line, text) = (sentence.file, sentence.place.line, sentence.text) }
  }

  let stories: [Story]
  let branches: Int
  /// Alternatives that no story takes.
  let untakenBranches: [Untaken]
  let rows: Int
  /// Rows of decision tables that no story takes.
  let untakenRows: [Untaken]

  /// - Throws: `CancellationError`.
  init(_ plan: Plan) throws {
    let runs = try plan.stories.map { story in
      try Task.checkCancellation()
      return StoryRun(story, plan: plan, isCancelled: { Task.isCancelled })
    }
    // The last one may not have come to its end.
    try Task.checkCancellation()
    stories = zip(plan.stories, runs).map { story, run in
      Story(
        title: story.title, line: story.place.line, passed: run.failures.isEmpty,
        failures: run.failures.map { Failure(line: $0.place.line, expected: $0.expected, seen: $0.seen) })
    }
    let coverage = StoryCoverage(of: runs, plan: plan)
    branches = coverage.branchCount
    untakenBranches = coverage.untakenBranches.map(Untaken.init)
    rows = coverage.rowCount
    untakenRows = coverage.untakenRows.map(Untaken.init)
  }
}
