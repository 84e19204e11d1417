/// A sleep by the machine's clock that leaves nothing behind when it is broken off.
///
/// `Task.sleep` keeps its task and its timer until the time is over, though nobody waits any more: with a time limit on each of thousands of requests a second that is
/// most of what a server holds in memory.
public enum Nap {
  private static let alarm = SharedAlarm()

  /// - Throws: `CancellationError` when the task is cancelled.
  public static func take(_ length: Duration) async throws {
    try Task.checkCancellation()
    let bell = Bell()
    let place = alarm.add(bell, at: ContinuousClock.now.advanced(by: length))
    defer { alarm.remove(place) }
    await bell.wait()
    try Task.checkCancellation()
  }
}
