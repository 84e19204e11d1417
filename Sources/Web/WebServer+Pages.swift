import Desk
import Ledger

/// The pages of the console.
extension WebServer {
  var console: Console {
    let clock = desk.clock
    return Console(clock: { clock.now() })
  }

  /// - Parameters:
  ///   - door: the work that the pages show.
  func pages(_ door: WorkDoor) -> [Address] {
    let console = console
    let lists = ConsoleAddresses.cases(
      CaseListConsole(console: console, desk: desk, search: search, deadlines: deadlines, views: tokens), NewCaseConsole(console: console, desk: desk),
      RegistrationConsole(console: console, forms: IntakeForms(desk: desk)))
    return ConsoleAddresses.hall(ConsoleHall(console: console)) + ConsoleAddresses.work(WorkConsole(console: console, work: door, views: tokens)) + lists
      + ConsoleAddresses.figures(FiguresConsole(console: console, desk: desk, orders: orders, watch: deadlines))
  }
}
