import HTTPTypes

/// Every page there is, noun by noun.
enum ConsoleAddresses {
  static func hall(_ hall: ConsoleHall) -> [Address] {
    [
      Address(.get, "/", .everybody, face: .page) { hall.enter($0, $1) },
      Address(.get, "/console", .known, face: .page) { try hall.begin($0, $1) },
      Address(.get, "/console/log-in", .everybody, face: .page) { try hall.logIn($0, $1) },
      Address(.get, "/console/files/{release}/{file}", .everybody) { try hall.file($0, $1) },
    ]
  }

  static func work(_ work: WorkConsole) -> [Address] {
    [
      Address(.get, "/console/work", .having(.doWork), face: .page, answer: work.show),
      Address(.get, "/console/work/offers", .having(.doWork), face: .page, answer: work.offers),
      Address(.get, "/console/work/queues", .having(.doWork), face: .page, answer: work.queues),
      Address(.get, "/console/work/tasks", .having(.doWork), face: .page, answer: work.tasks),
    ]
  }

  /// Before the page of a case, which takes any name: no case is called so.
  static func cases(_ cases: CaseListConsole, _ newCase: NewCaseConsole, _ registration: RegistrationConsole) -> [Address] {
    [
      Address(.get, "/console/cases", .having(.seeCases), face: .page, answer: cases.show),
      Address(.get, "/console/cases/list", .having(.seeCases), face: .page, answer: cases.part),
      Address(.get, "/console/cases/new", .having(.openCases), face: .page, answer: newCase.show),
      Address(.get, "/console/registrations/{playbook}", .having(.openCases), face: .page, answer: registration.show),
    ]
  }

  static func figures(_ figures: FiguresConsole) -> [Address] {
    [
      Address(.get, "/console/figures", .having(.seeFigures), face: .page, answer: figures.show),
      Address(.get, "/console/figures.csv", .having(.seeFigures), face: .page, answer: figures.csv),
    ]
  }

  static func wall(_ wall: WallConsole) -> [Address] {
    [
      Address(.get, "/console/wall", .having(.leadWork), face: .page, answer: wall.wall),
      Address(.get, "/console/wall/now", .having(.leadWork), face: .page, answer: wall.wallNow),
      Address(.get, "/console/wall/deadlines", .having(.leadWork), face: .page, answer: wall.wallDeadlines),
      Address(.get, "/console/wall/figures", .having(.leadWork), face: .page, answer: wall.wallFigures),
      Address(.get, "/console/wall/work", .having(.leadWork), face: .page, answer: wall.workPage),
      Address(.get, "/console/wall/work/list", .having(.leadWork), face: .page, answer: wall.workList),
      Address(.get, "/console/wall/work/{case}/{task}", .having(.leadWork), face: .page, answer: wall.assignSheet),
      Address(.get, "/console/approvals", .having(.workCases), face: .page, answer: wall.approvalsPage),
      Address(.get, "/console/approvals/list", .having(.workCases), face: .page, answer: wall.approvalsList),
      Address(.get, "/console/approvals/{case}/questions/{effect}", .having(.leadWork), face: .page, answer: wall.questionSheet),
      Address(.get, "/console/approvals/{case}/{task}", .having(.workCases), face: .page, answer: wall.approvalSheet),
    ]
  }

  static func incidents(_ incidents: IncidentConsole) -> [Address] {
    [
      Address(.get, "/console/incidents", .having(.repairCases), face: .page, answer: incidents.incidentsPage),
      Address(.get, "/console/incidents/list", .having(.repairCases), face: .page, answer: incidents.incidentsList),
      Address(.get, "/console/incidents/{case}/repair", .having(.repairCases), face: .page, answer: incidents.repairSheet),
      Address(.get, "/console/parents", .having(.seeCases), face: .page, answer: incidents.parentsPage),
      Address(.get, "/console/parents/list", .having(.seeCases), face: .page, answer: incidents.parentsList),
    ]
  }
}
