import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Ledger
import Playbook

/// Where playbooks are written: the list of drafts, and the editor.
struct StudioPages: Sendable {
  let console: Console
  let studio: StudioDoor
  let people: any AccountLedger

  private static let listAssets = PageAssets(styles: ["studio.css"])

  // MARK: the list

  private struct Row {
    let name: String
    /// The title that the draft's main document has; the id where it has none.
    let heading: String
    let path: String
    let author: String
    let savedAt: PageTimes.Stamp
  }

  private struct Published {
    let name: String
    let heading: String
    let path: String
  }

  private struct ListContent {
    let canWrite: Bool
    let drafts: [Row]
    let published: [Published]
    /// What was typed and can't be an id.
    let refused: String?
  }

  /// Every draft, and every published playbook that a draft may begin with. `?new=refund` goes to the editor of that one.
  func list(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let asked = request.uri.queryParameters["new"].map { String($0).trimmingCharacters(in: .whitespaces) }
    if let asked, SourcesReading.isPlaybook(asked) { return .redirect(to: StudioPath.editor(asked), type: .normal) }
    let drafts = try await Problem.telling { try await studio.drafts.listDrafts() }
    let published = try await Problem.telling { try await studio.desk.ledger.listPlaybooks() }
    let times = console.times(request, visit)
    let names = try await PeopleNames(people)
    let content = ListContent(
      canWrite: Right.of(caller.role).contains(.writePlaybooks),
      drafts: drafts.map { draft in
        Row(
          name: draft.playbook, heading: published.first { $0.id == draft.playbook }?.title ?? draft.playbook, path: StudioPath.editor(draft.playbook),
          author: names.name(draft.author), savedAt: times.stamp(draft.at))
      },
      published: published.filter { one in !drafts.contains { $0.playbook == one.id } }.map {
        Published(name: $0.id, heading: $0.title, path: StudioPath.editor($0.id))
      }, refused: asked)
    return try console.page("studio", title: ConsoleWords.of(visit.language).text("studio-title"), content, assets: Self.listAssets, request, visit)
  }

  /// The first heading of the main document, as it stands: drafts aren't compiled to be listed.
  private static func title(_ sources: [SourceText]) -> String? {
    let lines = sources.first?.text.prefix(titleWithin).split(whereSeparator: \.isNewline) ?? []
    let heading = lines.first { $0.hasPrefix("# ") }.map { $0.dropFirst(2).trimmingCharacters(in: .whitespaces) }
    return heading.flatMap { $0.isEmpty ? nil : String($0.prefix(longestTitle)) }
  }

  private static let titleWithin = 4_000
  private static let longestTitle = 120

  // MARK: the editor

  private struct EditorContent {
    let name: String
    let heading: String
    /// Whoever saves from this page.
    let reader: String
    let canWrite: Bool
    let isKept: Bool
    let author: String
    let savedAt: PageTimes.Stamp?
    /// The draft's `ETag`; empty where there is none.
    let tag: String
    let api: String
    let main: String
    let files: [StudioFile]
    let playPath: String
    let trialsPath: String
    let graphPath: String
  }

  func edit(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let origin = try await StudioOrigin(request, visit, studio)
    let words = ConsoleWords.of(visit.language)
    let draft = origin.draft
    let names = try await PeopleNames(people)
    let content = EditorContent(
      name: origin.name, heading: Self.title(origin.sources) ?? origin.name, reader: caller.name,
      canWrite: Right.of(caller.role).contains(.writePlaybooks), isKept: draft != nil, author: draft.map { names.name($0.author) } ?? "",
      savedAt: draft.map { console.times(request, visit).stamp($0.at) }, tag: draft.map(DraftView.tag) ?? "", api: "/v1/drafts/\(StudioPath.word(origin.name))",
      main: origin.sources.first?.path ?? "", files: StudioFile.all(origin.sources, words), playPath: "\(StudioPath.editor(origin.name))/play",
      trialsPath: "\(StudioPath.editor(origin.name))/trials", graphPath: "\(StudioPath.editor(origin.name))/graph")
    let assets = PageAssets(styles: ["studio.css"], scripts: ["studio.js"])
    return try console.page("studio-editor", title: words.text("studio-editor-title", ["name": origin.name]), content, assets: assets, request, visit)
  }

  // MARK: trying

  private struct TryContent {
    let name: String
    let heading: String
    let main: String
    let files: [StudioFile]
    let backPath: String
    let otherPath: String
    /// Whether it is a proposal that is tried, and not a draft.
    let isProposal: Bool
  }

  /// A case of the draft, walked by hand.
  func play(_ request: Request, _ visit: Visit) async throws -> Response {
    try await tried("studio-play", titled: "studio-play-title", other: "trials", scripts: ["studio-play.js"], request, visit)
  }

  /// Stories, made-up cases, and cases that were.
  func trials(_ request: Request, _ visit: Visit) async throws -> Response {
    try await tried("studio-trials", titled: "studio-trials-title", other: "play", scripts: ["echarts.js", "studio-trials.js"], request, visit)
  }

  private func tried(_ template: String, titled title: String, other: String, scripts: [String], _ request: Request, _ visit: Visit) async throws -> Response {
    let origin = try await StudioOrigin(request, visit, studio)
    let words = ConsoleWords.of(visit.language)
    let query = origin.proposal.map { "?proposal=\(StudioPath.word($0))" } ?? ""
    let content = TryContent(
      name: origin.name, heading: Self.title(origin.sources) ?? origin.name, main: origin.sources.first?.path ?? "",
      files: StudioFile.all(origin.sources, words),
      backPath: origin.proposal.map(StudioPath.proposal) ?? StudioPath.editor(origin.name), otherPath: "\(StudioPath.editor(origin.name))/\(other)\(query)",
      isProposal: origin.proposal != nil)
    let assets = PageAssets(styles: ["studio.css"], scripts: scripts)
    return try console.page(template, title: words.text(title, ["name": origin.name]), content, assets: assets, request, visit)
  }
}

/// A file as the editor shows it.
struct StudioFile {
  let file: String
  let number: Int
  let text: String
  let label: String
  let isFirst: Bool

  /// The document first, then the others by name: always in the same order.
  static func all(_ sources: [SourceText], _ words: ConsoleWords) -> [StudioFile] {
    let others = sources.dropFirst().sorted { $0.path < $1.path }
    return (Array(sources.prefix(1)) + others).enumerated().map { number, source in
      StudioFile(
        file: source.path, number: number, text: source.text, label: words.text("studio-text-of", ["file": source.path]), isFirst: number == 0)
    }
  }
}
