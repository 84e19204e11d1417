import Hummingbird
import Ledger
import Playbook

/// `/console/proposals/{proposal}/stories`: how the examples of the version go. Whoever approves and publishes sees it before.
extension ProposalPages {
  private struct Failed {
    let name: String
    let misses: [String]
  }

  private struct StoriesContent {
    let summary: String
    let hasStories: Bool
    let hasFailed: Bool
    let failed: [Failed]
  }

  /// A part of the page that comes behind it: every example is played.
  func stories(_ request: Request, _ visit: Visit) async throws -> Response {
    let proposal = try await studio.proposal(visit)
    let view = try await studio.benches.quick.run { try StoryRunsView(proposal.sources.compiled().plan) }
    let words = ConsoleWords.of(visit.language)
    let failed = view.stories.filter { !$0.passed }.map { story in
      Failed(
        name: story.title,
        misses: story.failures.map { words.text("proposals-story-missed", ["line": "\($0.line)", "text": $0.expected]) })
    }
    let summary =
      view.stories.isEmpty
      ? words.text("proposals-no-stories") : words.text("studio-stories-summary", ["count": "\(view.stories.count)", "failed": "\(failed.count)"])
    let content = StoriesContent(summary: summary, hasStories: !view.stories.isEmpty, hasFailed: !failed.isEmpty, failed: failed)
    return try console.part("parts/proposal-stories", content, request, visit)
  }
}
