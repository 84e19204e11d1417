import Desk
import Ledger

/// The pages of the console.
extension WebServer {
  var console: Console {
    let clock = desk.clock
    return Console(clock: { clock.now() })
  }

  private var administration: Administration {
    Administration(
      console: console, ledger: tokens, people: people, desk: desk, work: work, imprint: imprint, webhookRetentionDays: settings.webhookRetentionDays,
      readiness: readiness, ledgerAnswers: ledgerAnswers)
  }

  /// - Parameters:
  ///   - door: the work that the pages show.
  func pages(_ door: WorkDoor) -> [Address] {
    let console = console
    var pages = ConsoleAddresses.hall(ConsoleHall(console: console, hasProvider: elsewhere.provider != nil))
    pages += ConsoleAddresses.work(WorkConsole(console: console, work: door, views: tokens))
    pages += ConsoleAddresses.cases(
      CaseListConsole(console: console, desk: desk, search: search, deadlines: deadlines, views: tokens), NewCaseConsole(console: console, desk: desk),
      RegistrationConsole(console: console, forms: IntakeForms(desk: desk)))
    pages += ConsoleAddresses.ofCase(CaseConsole(console: console, desk: desk, work: door, orders: orders, registers: registers))
    pages += ConsoleAddresses.wall(WallConsole(console: console, desk: desk, work: door, watch: deadlines, registers: registers))
    pages += ConsoleAddresses.incidents(IncidentConsole(console: console, desk: desk, watch: deadlines))
    pages += ConsoleAddresses.figures(FiguresConsole(console: console, desk: desk, orders: orders, watch: deadlines))
    pages += PlaybookPages(console: console, desk: desk).addresses + CalendarPages(console: console, desk: desk).addresses
    pages += ConsoleAddresses.studio(
      StudioPages(console: console, studio: studio, people: tokens), ProposalPages(console: console, studio: studio, people: tokens))
    pages += ConnectorPages(console: console, desk: desk).addresses
    return pages + AdminAddresses.all(administration)
  }
}
