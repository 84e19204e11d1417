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
    let stories: [Example]
  }

  private struct Untaken {
    let text: String
    let place: String
  }

  private struct Example {
    struct Row {
      let happens: [String]
      let follows: [String]
      let faults: [Fault]
    }

    struct Fault {
      let expected: String
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
    let failed = examples.count(where: { !$0.passes })
    let untaken = (outcome.untakenBranches + outcome.untakenRows).map { Untaken(text: $0.text, place: "\($0.file):\($0.place.line)") }
    let content = Content(
      head: PlaybookHead(chosen, .stories, visit),
      summary: words.text("playbooks-stories-summary", ["count": "\(examples.count)", "failed": "\(failed)"]), hasFailed: failed > 0,
      branches: words.text(
        "playbooks-stories-branches", ["taken": "\(outcome.branchCount - outcome.untakenBranches.count)", "count": "\(outcome.branchCount)"]),
      tableRows: outcome.rowCount == 0
        ? "" : words.text("playbooks-stories-rows", ["taken": "\(outcome.rowCount - outcome.untakenRows.count)", "count": "\(outcome.rowCount)"]),
      untaken: untaken, stories: examples)
    return try page("playbook-stories", chosen, .stories, content, request, visit)
  }

  private static func row(_ row: Story.Row, number: Int, failures: [StoryPlay.Failure], _ words: ConsoleWords) -> Example.Row {
    Example.Row(
      happens: row.events.map(\.text), follows: row.expectations.map(\.text),
      faults: failures.filter { $0.row == number }.map { failure in
        Example.Fault(
          expected: words.text("playbooks-story-expected", ["text": failure.expected]),
          seen: words.text("playbooks-story-seen", ["text": failure.seen.isEmpty ? "—" : failure.seen.joined(separator: words.text("playbooks-semicolon"))]))
      })
  }
}
