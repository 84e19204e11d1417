import Foundation

/// One kind of request, sent by wrk over and over.
struct HTTPLoad {
  /// A kind of request. `%CASE%` becomes the id of some case, `%N%` a number that counts up.
  struct Operation {
    let name: String
    let method: String
    let path: String
    var body = ""
  }

  /// What a helpdesk's agents and programs do all day.
  static let operations = [
    Operation(
      name: "create", method: "POST", path: "/v1/cases",
      body:
        #"{"playbook":"after-sales","subject":"%RUN%-%N%","facts":{"title":"Order %N% arrived damaged","description":"The parcel was open and the cup was broken when it arrived."}}"#
    ),
    Operation(name: "read", method: "GET", path: "/v1/cases/%CASE%"),
    Operation(
      name: "comment", method: "POST", path: "/v1/cases/%CASE%/messages", body: #"{"text":"Customer sent photos %N%, asking the warehouse."}"#),
    Operation(name: "list", method: "GET", path: "/v1/cases?phase=open&limit=50"),
  ]

  let operation: Operation
  let server: ServerProcess
  let cases: Int
  let seconds: Int
  let connections: Int

  /// What one run gave.
  struct Sample {
    let perSecond: Double
    let p50: Double
    let p99: Double
    let failed: Int
  }

  /// The medians of all runs; latencies in milliseconds.
  struct Figures: Encodable {
    let name: String
    let perSecond: Double
    let p50: Double
    let p99: Double
    let failed: Int

    init(_ name: String, _ samples: [Sample]) {
      func median(_ number: (Sample) -> Double) -> Double { samples.map(number).sorted()[samples.count / 2] }
      self.name = name
      perSecond = median(\.perSecond)
      p50 = median(\.p50)
      p99 = median(\.p99)
      failed = samples.reduce(0) { $0 + $1.failed }
    }
  }

  private static let script = """
    local method, path, body, last, run, n = nil, nil, nil, 1, "", 0
    function init(args)
      method, path, body, last, run = args[1], args[2], args[3], tonumber(args[4]), args[5]
      wrk.headers["Authorization"] = args[6]
      wrk.headers["Content-Type"] = "application/json"
      wrk.headers["Accept-Encoding"] = "gzip"
      math.randomseed(42)
    end
    function request()
      n = n + 1
      local id = string.format("C-%06d", math.random(1, last))
      local function fill(text) return (text:gsub("%%CASE%%", id):gsub("%%N%%", tostring(n)):gsub("%%RUN%%", run)) end
      return wrk.format(method, fill(path), nil, method ~= "GET" and fill(body) or nil)
    end
    function done(summary, latency, requests)
      local e = summary.errors
      print(string.format("RESULT %f %f %f %d", summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000, latency:percentile(99) / 1000,
        e.connect + e.read + e.write + e.status + e.timeout))
    end
    """

  /// - Throws: `Trouble` when wrk isn't there or says nothing.
  func run() throws -> Sample {
    let script = server.folder + "/load.lua"
    try Data(Self.script.utf8).write(to: URL(fileURLWithPath: script))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "wrk", "-t1", "-c\(connections)", "-d\(seconds)s", "--timeout", "30s", "-s", script, server.address, "--", operation.method, operation.path,
      operation.body, String(cases), UUID().uuidString, "Bearer \(server.token)",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let numbers = said.split(separator: "\n").first { $0.hasPrefix("RESULT ") }?.split(separator: " ").dropFirst().compactMap { Double($0) } ?? []
    guard numbers.count == 4 else { throw Trouble(say("wrk 没有给出结果（apt install wrk）：\(said)", "wrk gave no result (apt install wrk): \(said)")) }
    return Sample(perSecond: numbers[0], p50: numbers[1], p99: numbers[2], failed: Int(numbers[3]))
  }
}
