import Casework
import Hummingbird
import Playbook

/// `/console/playbooks/{playbook}/stories`: the examples of the document, with how they went just now.
extension PlaybookPages {
  private struct Content {
    let head: PlaybookHead
    let summary: String
    let hasFailed: Bool
    let branches: String
    let tableRows: String
    let untaken: [Untaken]
    let failed: [Example]
    let passed: [Example]
    let hasPassed: Bool
    let passedWords: String
    let isEmpty: Bool
  }

  private struct Untaken {
    let text: String
    let place: String
  }

  private struct Example {
    struct Row {
      let happens: [String]
      let follows: [String]
      /// What should have been seen and wasn't.
      let faults: [String]
      let hasFaults: Bool
      let seen: String
    }

    let name: String
    let place: String
    let anchor: String
    let passes: Bool
    let rows: [Row]
  }

  func stories(_ request: Request, _ visit: Visit) async throws -> Response {
    let chosen = try await asked(request, visit)
    let plan = chosen.plan
    let words = ConsoleWords.of(visit.language)
    let outcome = await plays.outcome(of: plan)
    let examples = zip(plan.stories, outcome.failures).enumerated().map { number, pair in
      Example(
        name: pair.0.title, place: "\(pair.0.file):\(pair.0.place.line)", anchor: "e-\(number + 1)", passes: pair.1.isEmpty,
        rows: pair.0.rows.enumerated().map { Self.row($1, number: $0 + 1, failures: pair.1, words) })
    }
    let (failed, passed) = (examples.filter { !$0.passes }, examples.filter(\.passes))
    let untaken = (outcome.untakenBranches + outcome.untakenRows).map { Untaken(text: $0.text, place: "\($0.file):\($0.place.line)") }
    let content = Content(
      head: PlaybookHead(chosen, .stories, visit),
      summary: words.text("playbooks-stories-summary", ["count": "\(examples.count)", "failed": "\(failed.count)"]), hasFailed: !failed.isEmpty,
      branches: words.text(
        "playbooks-stories-branches", ["taken": "\(outcome.branchCount - outcome.untakenBranches.count)", "count": "\(outcome.branchCount)"]),
      tableRows: outcome.rowCount == 0
        ? "" : words.text("playbooks-stories-rows", ["taken": "\(outcome.rowCount - outcome.untakenRows.count)", "count": "\(outcome.rowCount)"]),
      untaken: untaken, failed: failed, passed: passed, hasPassed: !passed.isEmpty,
      passedWords: words.text("playbooks-stories-passed", ["count": "\(passed.count)"]), isEmpty: examples.isEmpty)
    return try page("playbook-stories", chosen, .stories, content, request, visit)
  }

  private static func row(_ row: Story.Row, number: Int, failures: [StoryPlay.Failure], _ words: ConsoleWords) -> Example.Row {
    let missed = failures.filter { $0.row == number }
    // What was seen is the row's: it is the same for all that it missed.
    let seen = missed.first.map { $0.seen.isEmpty ? "—" : $0.seen.joined(separator: words.text("playbooks-semicolon")) } ?? ""
    return Example.Row(
      happens: row.events.map(\.text), follows: row.expectations.map(\.text),
      faults: missed.map { words.text("playbooks-story-expected", ["text": $0.expected]) }, hasFaults: !missed.isEmpty, seen: seen)
  }
}
