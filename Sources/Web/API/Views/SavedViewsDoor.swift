import HTTPTypes
import Hummingbird
import Ledger

/// The lists that whoever asks has saved under a name: the console shows them as tabs, in every browser.
struct SavedViewsDoor: Sendable {
  static let most = 30
  static let longestName = 40
  static let longestPath = 1_000
  /// The lists there are.
  static let pages = ["/console/work", "/console/cases"]

  let store: any SavedViewLedger

  private struct View: Encodable {
    let views: [SavedView]
  }

  func show(_ request: Request, _ visit: Visit) async throws -> Response {
    try Query.isEmpty(request)
    let caller = try visit.someone()
    let kept = try await Problem.telling { try await store.savedViews(of: caller.id) }
    let tag = Self.tag(kept)
    if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: [.eTag: tag]) }
    return try Self.answer(kept)
  }

  /// `{"views":[{"name","path"}]}` with `If-Match`: they take the place of all that were there.
  func put(_ request: Request, _ visit: Visit) async throws -> Response {
    let caller = try visit.someone()
    let object = try await JSONObject(request, visit)
    let items = Self.views(object)
    try object.end()
    let kept = try await Problem.telling { try await store.savedViews(of: caller.id) }
    guard let asked = request.headers[.ifMatch] else {
      throw Problem(
        kind: .preconditionRequired, detail: .init("请带上 If-Match：GET 得到的 ETag。", "Send If-Match with the ETag that GET gave."),
        headers: [.eTag: Self.tag(kept)])
    }
    guard asked == Self.tag(kept) else { throw Self.changedMeanwhile }
    guard items != kept.items else { return try Self.answer(kept) }
    let changed = SavedViews(items: items, revision: kept.revision)
    guard try await Problem.telling({ try await store.putSavedViews(changed, of: caller.id) }) else { throw Self.changedMeanwhile }
    return try Self.answer(changed.next)
  }

  // MARK: parts

  /// Changes with every change of the views.
  static func tag(_ views: SavedViews) -> String { "\"\(views.revision)\"" }

  private static func answer(_ views: SavedViews) throws -> Response { try JSONBody.answer(View(views: views.items), headers: [.eTag: tag(views)]) }

  /// What can't be is noted with its place.
  private static func views(_ object: JSONObject) -> [SavedView] {
    guard case .list(let list)? = object.value("views"), list.count <= most else {
      object.note("views", .init("应是最多 \(most) 项的列表", "should be a list of \(most) at most"))
      return []
    }
    var views: [SavedView] = []
    for (index, value) in list.enumerated() {
      guard let one = object.part("views/\(index)", value) else { continue }
      let view = SavedView(name: one.text("name", longest: longestName), path: one.text("path", longest: longestPath))
      if !view.path.isEmpty, !isPlace(view.path) {
        one.note("path", .init("应是 \(pages.joined(separator: "、"))，后面可以带参数", "should be one of \(pages.joined(separator: ", ")), with or without parameters"))
      }
      for unknown in one.unread { one.note(unknown, .init("不认识这一项", "isn't known")) }
      if views.contains(view) { object.note("views/\(index)", .init("前面已经有了", "is there already")) }
      views.append(view)
    }
    return views
  }

  /// Whether it is one of the lists here and nowhere else: a tab leads there.
  private static func isPlace(_ path: String) -> Bool {
    pages.contains(String(path.prefix { $0 != "?" })) && path.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private static let changedMeanwhile = Problem(
    kind: .preconditionFailed, detail: .init("存下的列表已经变了：再看一次再改。", "The saved lists have changed since you looked: look again, then change them."))
}
