import Foundation

/// The built command line, run as a process of its own.
struct Program {
  /// What a run left behind.
  struct Ran {
    let code: Int32
    let out: String
    let err: String

    var json: Any { get throws { try JSONSerialization.jsonObject(with: Data(out.utf8), options: .fragmentsAllowed) } }
    var object: [String: Any] { get throws { try json as? [String: Any] ?? [:] } }
    var array: [[String: Any]] { get throws { try json as? [[String: Any]] ?? [] } }
  }

  /// A folder of its own: ledgers and files that belong to one test.
  let place: Place
  var language = "zh-CN"

  static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Beside the test program, where the package manager puts both.
  static let executable: URL = {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("gendan")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return checkout.appendingPathComponent(".build/debug/gendan")
  }()

  /// Runs `gendan` in the test's folder.
  /// - Parameter typed: what a person types; nothing when not given.
  func callAsFunction(_ arguments: String..., typed: String = "", environment: [String: String] = [:]) throws -> Ran {
    try run(arguments, typed: typed, environment: environment)
  }

  func run(_ arguments: [String], typed: String = "", environment: [String: String] = [:]) throws -> Ran {
    // Files, not pipes: a full pipe would stop the program.
    let name = UUID().uuidString
    let (input, output, errors) = (place.hidden("\(name).in"), place.hidden("\(name).out"), place.hidden("\(name).err"))
    try Data(typed.utf8).write(to: input)
    for file in [output, errors] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = place.folder
    // An instrumented build would write its profile into the folder.
    process.environment = ["GENDAN_LOCALE": language, "LLVM_PROFILE_FILE": "/dev/null", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""].merging(
      environment
    ) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return Ran(
      code: process.terminationStatus, out: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      err: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}
