import Casework
import Ledger

/// The list of cases.
struct CaseList {
  let listPath: String
  let lines: [CaseLine]
  let hasLines: Bool
  let countText: String
  let more: More?
  /// Where the list begins; nil when it begins there.
  let firstPath: String?
  let isNarrowed: Bool
  /// What was searched for and isn't there.
  let soughtText: String?
  let allPath: String

  struct More {
    let morePagePath: String
    let moreListPath: String
  }

  static let listPage = "/console/cases/list"

  init(_ lines: [CaseLine], last: CaseID?, _ asked: CasesAsked, _ words: ConsoleWords) {
    let isLonger = lines.count == asked.filter.limit
    self.lines = lines
    hasLines = !lines.isEmpty
    listPath = asked.address(of: Self.listPage)
    countText = words.text(isLonger ? "cases-count-more" : "cases-count", ["count": String(lines.count)])
    let end = isLonger ? last : nil
    more = end.map { More(morePagePath: asked.more(of: CasesAsked.page, behind: $0), moreListPath: asked.more(of: Self.listPage, behind: $0)) }
    firstPath = asked.filter.after == nil ? nil : asked.path
    isNarrowed = asked.isFiltered
    soughtText = asked.filter.text.map { words.text("cases-none-sought", ["words": $0]) }
    allPath = CasesAsked.page
  }
}

/// The filters above the list of cases.
struct CaseListFilters {
  let soughtWords: String
  let phaseOptions: [PageOption]
  let playbookOptions: [PageOption]
  let subjectText: String
  let isIncident: Bool

  /// - Parameter playbooks: ids and titles.
  init(playbooks: [(id: String, title: String)], _ asked: CasesAsked, _ words: ConsoleWords) {
    let filter = asked.filter
    soughtWords = filter.text ?? ""
    let phases: [(value: String, key: String, phases: Set<Case.Phase>)] = [
      (value: "open,settling", key: "cases-phase-unfinished", phases: CasesAsked.unfinished), (value: "open", key: "cases-phase-open", phases: [.open]),
      (value: "settling", key: "cases-phase-settling", phases: [.settling]), (value: "closed", key: "cases-phase-closed", phases: [.closed]),
    ]
    phaseOptions = phases.map { PageOption(optionValue: $0.value, optionName: words.text($0.key), isChosen: $0.phases == filter.phases) }
    playbookOptions = playbooks.map { PageOption(optionValue: $0.id, optionName: $0.title, isChosen: $0.id == filter.playbook) }
    subjectText = filter.subject ?? ""
    isIncident = filter.onlyIncidents
  }
}
