import Ledger
import Playbook

/// A playbook as it is published now.
struct PlaybookView: Encodable {
  let id: String
  let title: String
  let version: String
  let publishedAt: String

  init(_ playbook: PublishedPlaybook) {
    id = playbook.id
    title = playbook.title
    version = playbook.version
    publishedAt = playbook.publishedAt.rfc3339
  }
}

/// A version with all its texts.
struct PlaybookText: Encodable {
  struct Source: Encodable {
    let path: String
    let text: String
  }

  let id: String
  let title: String
  let version: String
  let publishedAt: String
  /// The document first, then all it reads.
  let sources: [Source]

  init(_ playbook: PublishedPlaybook) {
    id = playbook.id
    title = playbook.title
    version = playbook.version
    publishedAt = playbook.publishedAt.rfc3339
    sources = playbook.sources.map { Source(path: $0.path, text: $0.text) }
  }
}

/// A version in the list of a playbook's.
struct VersionView: Encodable {
  let version: String
  let title: String
  let publishedAt: String
  /// Who published it last; left out for what came without a publication.
  let publisher: String?
  let isCurrent: Bool
  /// Cases under it that aren't closed.
  let openCases: Int

  init(_ playbook: PublishedPlaybook, _ publication: Publication?, isCurrent: Bool, openCases: Int) {
    version = playbook.version
    title = playbook.title
    publishedAt = playbook.publishedAt.rfc3339
    publisher = publication?.publisher
    self.isCurrent = isCurrent
    self.openCases = openCases
  }
}

/// When service is open.
struct CalendarView: Encodable {
  struct Day: Encodable {
    let day: String
    let isWorkingDay: Bool
    /// `09:00-21:00`; past midnight it belongs to the day it begins on.
    let periods: [String]

    init(_ day: CivilDay, _ calendar: ServiceCalendar) {
      self.day = day.text
      isWorkingDay = calendar.isWorkingDay(day)
      periods = calendar.periods(on: day).map { "\(Self.clock($0.start))-\(Self.clock($0.end))" }
    }

    private static func clock(_ minutes: Int) -> String {
      let (hour, minute) = (minutes > 1_440 ? minutes - 1_440 : minutes).quotientAndRemainder(dividingBy: 60)
      return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
  }

  let id: String
  let title: String
  /// Minutes before Coordinated Universal Time: 480 in China.
  let utcOffset: Int
  /// The playbooks that count by it.
  let playbooks: [String]
  /// Left out in lists.
  let days: [Day]?

  init(_ calendar: ServiceCalendar, _ playbooks: [String], days: [Day]? = nil) {
    id = calendar.id
    title = calendar.title
    utcOffset = calendar.zone.minutes
    self.playbooks = playbooks
    self.days = days
  }
}
