import Ledger

/// What people are called who are kept by their log-in names.
struct PeopleNames: Sendable {
  /// By log-in name.
  private let names: [String: String]
  /// Names that several have.
  private let shared: Set<String>

  init(_ people: any AccountLedger) async throws {
    let accounts = try await Problem.telling { try await people.listAccounts() }.map(\.account)
    names = Dictionary(accounts.map { ($0.id, $0.name) }) { first, _ in first }
    shared = Self.shared(accounts)
  }

  /// Of these alone, each read by its key: for pages that name a few, and are looked at all day. - Parameter logIns: what can't be a log-in name is passed over.
  init(of logIns: Set<String>, _ people: any AccountLedger) async throws {
    var accounts: [DeskAccount] = []
    for logIn in logIns.sorted() where DeskAccount.isID(logIn) {
      if let kept = try await Problem.telling({ try await people.readAccount(logIn) }) { accounts.append(kept.account) }
    }
    names = Dictionary(accounts.map { ($0.id, $0.name) }) { first, _ in first }
    shared = Self.shared(accounts)
  }

  private static func shared(_ accounts: [DeskAccount]) -> Set<String> {
    Set(Dictionary(grouping: accounts, by: \.name).filter { $0.value.count > 1 }.keys)
  }

  /// - Parameter logIn: `li`; what no account is called stays as it is: `token:…`.
  func name(_ logIn: String) -> String {
    guard let name = names[logIn] else { return logIn }
    return shared.contains(name) ? "\(name) (\(logIn))" : name
  }

  /// - Parameter caller: as callers are told apart: `account:li`.
  /// - Returns: nil for who is no account.
  func name(ofCaller caller: String) -> String? {
    let logIn = PersonName.text(caller)
    return logIn == caller ? nil : names[logIn]
  }
}
