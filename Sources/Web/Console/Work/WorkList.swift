import Desk

/// The tasks in the middle of the page of work.
struct WorkList {
  /// Where the list is fetched from when something changes.
  let listPath: String
  let rows: [WorkRow]
  let hasRows: Bool
  let countText: String
  let more: More?
  /// Where the list begins; nil when it begins there.
  let firstPath: String?
  /// What may be the matter with an empty list.
  let isNarrowed: Bool
  let allPath: String

  struct More {
    let morePagePath: String
    let moreListPath: String
  }

  static let listPage = "/console/work/tasks"

  init(_ found: [FoundWork], isLonger: Bool, last: Work.Urgency?, _ asked: WorkAsked, _ drawing: WorkDrawing) {
    listPath = asked.address(of: Self.listPage)
    rows = found.map { WorkRow($0, drawing) }
    hasRows = !found.isEmpty
    countText = drawing.words.text(isLonger ? "work-count-more" : "work-count", ["count": String(found.count)])
    let end = isLonger ? last : nil
    more = end.map { More(morePagePath: asked.more(of: WorkAsked.page, behind: $0), moreListPath: asked.more(of: Self.listPage, behind: $0)) }
    firstPath = asked.filter.after == nil ? nil : asked.path
    isNarrowed = asked.isFiltered
    allPath = WorkAsked.page
  }
}
