import Dispatch

/// Does what waits for a disk away from the threads that all tasks share.
enum BlockingWork {
  private static let queue = DispatchQueue(label: "gendan.evidence", attributes: .concurrent)

  /// Cancelling the caller doesn't stop it.
  static func run<Answer: Sendable>(_ work: @escaping @Sendable () throws(EvidenceError) -> Answer) async throws(EvidenceError) -> Answer {
    let result: Result<Answer, EvidenceError> = await withCheckedContinuation { waiter in
      queue.async {
        do throws(EvidenceError) { waiter.resume(returning: .success(try work())) } catch { waiter.resume(returning: .failure(error)) }
      }
    }
    return try result.get()
  }
}
