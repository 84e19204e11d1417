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
}
