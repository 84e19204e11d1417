import GRDB
public import Ledger
import Synchronization

/// A ledger in one SQLite file: everything a desk on one machine needs. The tables are described in docs/data.md.
///
/// One connection writes, several read beside it (WAL). Several processes may have the file open.
public struct SQLiteLedger: Ledger {
  private let pool: DatabasePool
  let setAside = SetAside()
  let hands = HandRegister()
  let tail = RecordTail()
  private let readers: ReaderCount
  let orderTail: OrderTail
  /// What personal data is sealed with; nil where it stands in the clear.
  let keeper: KeyKeeper?
  /// What stands for words in the index.
  let blindWords: BlindWords

  /// Opens the ledger, or makes one (mode 0600) when there is no file.
  /// - Parameter keys: master keys; the ledger's own has to be among them. One that has none takes the first, and what is written from then on is sealed.
  /// - Throws: `LedgerError.unreadable` when the file isn't a Gendan ledger, was written by a newer Gendan or has another key, `unavailable` when it can't be opened.
  public init(path: String, memory: LedgerMemory = .plenty, keys: [MasterKey] = []) throws(LedgerError) {
    try self.init(path: path, ordersBehind: 32_768, memory: memory, keys: keys)
  }

  /// - Parameters:
  ///   - ordersBehind: how many orders' rows may be behind their events.
  ///   - casesKnown: how many cases' keys are kept in memory; nil for as many as usual.
  package init(
    path: String, ordersBehind: Int, memory: LedgerMemory = .plenty, keys: [MasterKey] = [], casesKnown: Int? = nil
  ) throws(LedgerError) {
    orderTail = OrderTail(orderLimit: ordersBehind)
    do {
      pool = try SQLiteFile.open(path, memory)
      readers = ReaderCount(limit: memory.readers - 1)
      keeper = try KeyKeeper.open(pool, keys, caseLimit: casesKnown ?? KeyKeeper.usualCaseLimit)
      blindWords = BlindWords(keeper?.master)
      try Self.emptySearch(in: pool, unlessMadeBy: blindWords)
    } catch {
      throw LedgerError(error)
    }
  }

  /// Closes the file. Optional: a ledger that is dropped without it loses nothing.
  public func close() throws(LedgerError) {
    do {
      // Not that anything would be lost: the next one to open the ledger would have to hear the events again.
      try pool.write { db in try orderTail.writeAll(db) }
      try pool.close()
    } catch {
      throw LedgerError(error)
    }
  }

  /// Runs one transaction. It isn't ended by the cancellation of the task that asked for it: a commit happens whole and its answer is true.
  func write<Answer: Sendable>(_ change: @escaping @Sendable (Database) throws -> Answer) async throws(LedgerError) -> Answer {
    let result = await withCheckedContinuation { continuation in write(change) { continuation.resume(returning: $0) } }
    return try result.get()
  }

  /// The same for a caller that doesn't wait. Transactions happen in the order they were asked for.
  func write<Answer: Sendable>(
    _ change: @escaping @Sendable (Database) throws -> Answer, then: @escaping @Sendable (Result<Answer, LedgerError>) -> Void
  ) {
    pool.asyncWrite(change) { _, result in then(result.mapError { LedgerError($0) }) }
  }

  /// The same on the caller's thread, which waits.
  func writeHere<Answer: Sendable>(_ change: (Database) throws -> Answer) -> Result<Answer, LedgerError> {
    do { return .success(try pool.write(change)) } catch { return .failure(LedgerError(error)) }
  }

  /// Reads on the caller's thread, which waits.
  func readHere<Answer>(_ question: (Database) throws -> Answer) -> Result<Answer, LedgerError> {
    do { return .success(try pool.read(question)) } catch { return .failure(LedgerError(error)) }
  }

  /// Does something outside of a transaction, on the connection that writes.
  func writeOutside<Answer: Sendable>(_ change: @escaping @Sendable (Database) throws -> Answer) async throws(LedgerError) -> Answer {
    let result: Result<Answer, any Error> = await withCheckedContinuation { continuation in
      pool.asyncWriteWithoutTransaction { db in continuation.resume(returning: Result { try change(db) }) }
    }
    do { return try result.get() } catch { throw LedgerError(error) }
  }

  /// Reads from one snapshot, beside the writer.
  func read<Answer: Sendable>(_ question: @escaping @Sendable (Database) throws -> Answer) async throws(LedgerError) -> Answer {
    readers.enter()
    defer { readers.leave() }
    let result: Result<Answer, any Error> = await withCheckedContinuation { continuation in
      pool.asyncRead { database in continuation.resume(returning: Result { try question(database.get()) }) }
    }
    do {
      return try result.get()
    } catch {
      throw LedgerError(error)
    }
  }

  /// The same for what takes microseconds: on the caller's thread while connections are free, which saves waking another one.
  func readSoon<Answer: Sendable>(_ question: @escaping @Sendable (Database) throws -> Answer) async throws(LedgerError) -> Answer {
    guard readers.enterIfFree() else { return try await read(question) }
    defer { readers.leave() }
    return try readHere(question).get()
  }
}

/// How many read at the same time: whoever reads on a thread that others need, too, mustn't wait for a connection.
private final class ReaderCount: Sendable {
  private let limit: Int
  private let count = Mutex(0)

  init(limit: Int) { self.limit = limit }

  func enter() { count.withLock { $0 += 1 } }

  func enterIfFree() -> Bool {
    count.withLock { count in
      guard count < limit else { return false }
      count += 1
      return true
    }
  }

  func leave() { count.withLock { $0 -= 1 } }
}
