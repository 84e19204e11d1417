import Casework
import Foundation
import Playbook
import Testing

@testable import Web

@Suite("Trying that nobody waits for any more")
struct CancelledTryingTests {
  private func plan() throws -> Plan { try [SourceText(path: "locker.md", text: LockerDraft.text)].runnable() }

  /// Does it in a task that is cancelled before.
  private func cancelled<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try work()
    }
    task.cancel()
    return try await task.value
  }

  @Test func `a story ends at the move before which it is cancelled`() throws {
    let plan = try plan()
    let story = try #require(plan.stories.first)
    #expect(!StoryRun(story, plan: plan).events.isEmpty)
    #expect(StoryRun(story, plan: plan, isCancelled: { true }).events.isEmpty)
  }

  @Test func `stories that are cancelled have no answer`() async throws {
    let plan = try plan()
    await #expect(throws: CancellationError.self) { () async throws in
      _ = try await cancelled { try StoryRunsView(plan).branches }
    }
  }

  @Test func `a walk ends where it has come to`() async throws {
    let plan = try plan()
    let moves: [PlayMove] = [.open(.online, facts: ["柜门状态": "已开"])]
    let begin = Instant(milliseconds: 1_795_305_600_000)
    let long = moves + Array(repeating: PlayMove.wait(nil), count: 3)
    // Uncancelled, the second move is a fault: the case is closed.
    #expect(throws: PlayWalk.Fault.self) { _ = try PlayWalk(plan, from: begin, long, .english) }
    let isOver = try await cancelled { try PlayWalk(plan, from: begin, long, .english).session.isOver }
    #expect(isOver)
  }

  @Test func `whoever is cancelled at the bench leaves its place to others`() async throws {
    let bench = Workbench(waiting: 1)
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    let (begun, beginner) = AsyncStream.makeStream(of: Void.self)
    let first = Task {
      try await bench.run {
        beginner.finish()
        for await _ in gate {}
      }
    }
    for await _ in begun {}
    let second = Task { try await bench.run { 2 } }
    second.cancel()
    await #expect(throws: CancellationError.self) { () async throws in _ = try await second.value }
    opener.finish()
    try await first.value
    let third = try await bench.run { 3 }
    #expect(third == 3)
  }
}
