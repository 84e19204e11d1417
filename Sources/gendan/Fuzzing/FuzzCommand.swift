import ArgumentParser
import Foundation
import Playbook

/// Throws made-up documents at everything that reads documents. For developers: `make fuzz`.
struct FuzzCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "fuzz", abstract: say("给编译器和导入器喂乱造的文档。", "Throw made-up documents at the compiler and the importers."),
      discussion: say(
        """
        例：gendan fuzz --seconds 60 --seed 7
        退出码：0 没有发现；1 有发现，输入已留在 --keep 的文件夹里。
        """,
        """
        Example: gendan fuzz --seconds 60 --seed 7
        Exit codes: 0 nothing found; 1 something found, its input is kept in the folder of --keep.
        """), shouldDisplay: false)
  }

  @Option(help: ArgumentHelp(say("跑多少秒。", "How many seconds to run.")))
  var seconds = 60

  @Option(help: ArgumentHelp(say("随机种子；同一个种子造出同样的文档。", "The seed; the same seed makes the same documents.")))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp(say("出错的输入留在这个文件夹。", "The folder where an input that fails is kept.")))
  var keep = ".gendan/fuzz"

  @Argument(help: ArgumentHelp(say("拿来改动的真实文档：文件夹。", "Real documents to change: folders.")))
  var folders: [String] = ["Playbooks", "Tests"]

  /// The slowest an input may be: whoever waits longer hangs. A debug build is slow.
  private static let mostSeconds = 120.0

  func run() async throws {
    try await reporting {
      try FileManager.default.createDirectory(atPath: keep, withIntermediateDirectories: true)
      var inputs = FuzzInputs(seed: seed, documents: documents())
      let clock = ContinuousClock()
      let end = clock.now.advanced(by: .seconds(seconds))
      let last = URL(fileURLWithPath: keep).appendingPathComponent("last")
      let watch = FuzzWatch(mostSeconds: Self.mostSeconds, input: last.path)
      var count = 0
      var slowest = (seconds: 0.0, about: "")
      while clock.now < end {
        let input = inputs.next()
        // A crash leaves the input behind.
        try Data(input.bytes).write(to: last)
        watch.begin(input.about)
        let start = clock.now
        let findings = FuzzTrial(input).findings
        let took = Double((clock.now - start) / .milliseconds(1)) / 1000
        watch.end()
        if took > slowest.seconds { slowest = (took, "\(input.about), \(input.bytes.count) bytes") }
        count += 1
        guard findings.isEmpty else {
          let kept = URL(fileURLWithPath: keep).appendingPathComponent("seed-\(seed)-\(count)")
          try Data(input.bytes).write(to: kept)
          throw Trouble("\(input.about): \(findings[0]) (\(kept.path))")
        }
      }
      try? FileManager.default.removeItem(at: last)
      Terminal.write(
        say(
          "\(count) 份文档，没有发现。种子 \(seed)。最慢 \(slowest.seconds) 秒：\(slowest.about)",
          "\(count) documents, nothing found. Seed \(seed). The slowest took \(slowest.seconds) s: \(slowest.about)"))
    }
  }

  private func documents() -> [[UInt8]] {
    let endings: Set<String> = ["md", "txt", "yaml"]
    return folders.flatMap { folder -> [[UInt8]] in
      let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
      return names.filter { endings.contains(($0 as NSString).pathExtension) }.sorted().compactMap { name in
        FileManager.default.contents(atPath: folder + "/" + name).map { [UInt8]($0) }
      }
    }
  }
}

/// Ends the process when one input takes too long.
private final class FuzzWatch: @unchecked Sendable {
  private let lock = NSLock()
  private var begun: (about: String, at: ContinuousClock.Instant)?

  init(mostSeconds: Double, input: String) {
    let thread = Thread { [weak self] in
      while let watch = self {
        Thread.sleep(forTimeInterval: 1)
        guard let (about, at) = watch.lock.withLock({ watch.begun }), at.duration(to: .now) > .seconds(mostSeconds) else { continue }
        Terminal.writeError("\(about): more than \(mostSeconds) s (\(input))")
        exit(1)
      }
    }
    thread.start()
  }

  func begin(_ about: String) { lock.withLock { begun = (about, .now) } }
  func end() { lock.withLock { begun = nil } }
}
