import Foundation
import FoundationNetworking
import Testing

@Suite("A server is started, asked and stopped")
struct ServeTests {
  /// A running `gendan serve` on a port of its own.
  private final class Running {
    let process = Process()
    let output: URL
    let errors: URL

    init(_ place: Place, _ arguments: [String] = [], environment: [String: String] = [:]) throws {
      (output, errors) = (place.hidden("serve.out"), place.hidden("serve.err"))
      for file in [output, errors] { try Data().write(to: file) }
      process.executableURL = Program.executable
      process.arguments = ["serve", "--port", "0", "--ledger", "sqlite:" + place.path("ledger.db")] + arguments
      process.currentDirectoryURL = place.folder
      process.environment = ["GENDAN_LOCALE": "en", "LLVM_PROFILE_FILE": "/dev/null"].merging(environment) { $1 }
      process.standardOutput = try FileHandle(forWritingTo: output)
      process.standardError = try FileHandle(forWritingTo: errors)
      try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    /// The address it says it listens on.
    func address() async throws -> String {
      for _ in 0..<600 {
        let said = try String(contentsOf: output, encoding: .utf8)
        if let start = said.range(of: "http://"), let end = said[start.lowerBound...].range(of: ". ") {
          return String(said[start.lowerBound..<end.lowerBound])
        }
        guard process.isRunning else { break }
        try await Task.sleep(for: .milliseconds(50))
      }
      throw Silent(errors: try String(contentsOf: errors, encoding: .utf8))
    }

    func stop() throws -> Int32 {
      process.terminate()
      process.waitUntilExit()
      return process.terminationStatus
    }

    struct Silent: Error { let errors: String }
  }

  private func get(_ address: String, _ headers: [String: String] = [:]) async throws -> (status: Int, headers: [AnyHashable: Any], text: String) {
    var request = URLRequest(url: try #require(URL(string: address)))
    for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
    let (data, response) = try await URLSession(configuration: .ephemeral).data(for: request)
    let answer = try #require(response as? HTTPURLResponse)
    return (answer.statusCode, answer.allHeaderFields, String(decoding: data, as: UTF8.self))
  }

  @Test func `it becomes ready, shows its figures, writes one line of JSON for each request and stops in order`() async throws {
    let place = try Place()
    let running = try Running(place)
    let address = try await running.address()
    #expect(address.hasPrefix("http://127.0.0.1:"))
    #expect(try await get(address + "/readyz").status == 200)
    let lost = try await get(address + "/nowhere", ["X-Request-Id": "test-1", "Accept-Language": "en"])
    #expect(lost.status == 404 && lost.text.contains(#""title":"Not found""#))
    let figures = try await get(address + "/metrics").text
    #expect(figures.contains(#"http_requests_total{method="GET",route="/readyz",status="200"} 1"#))
    #expect(figures.contains("http_request_duration_seconds_count"))
    #expect(try running.stop() == 0)
    let log = try String(contentsOf: running.errors, encoding: .utf8).split(separator: "\n")
    let entries = try log.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: String]) }
    let entry = try #require(entries.first { $0["request"] == "test-1" })
    #expect(entry["status"] == "404" && entry["path"] == "/nowhere" && entry["client"] == "127.0.0.1" && entry["level"] == "info")
    #expect(entry["trace"]?.count == 32 && entry["at"]?.hasSuffix("Z") == true)
  }

  @Test func `flags go before the environment, that before the file`() async throws {
    let place = try Place()
    try place.write("gendan.yaml", "http:\n  body-limit: 2048\n  rate: 5\nlog:\n  level: critical\n")
    let running = try Running(place, ["--set", "http.rate=0.1"], environment: ["GENDAN_HTTP_BURST": "1", "GENDAN_HTTP_RATE": "7"])
    let address = try await running.address()
    // All at once: on a machine that is busy, one after another might come so late that the next one is allowed again.
    let answers = try await withThrowingTaskGroup(of: (status: Int, wait: String?).self) { group in
      for _ in 0..<12 {
        group.addTask {
          let answer = try await get(address + "/nowhere")
          return (answer.status, answer.headers["Retry-After"] as? String)
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.contains { $0.status == 404 })
    let wait = try #require(answers.first { $0.status == 429 }?.wait.flatMap { Int($0) })
    #expect((1...10).contains(wait), "the flag's rate, the environment's burst")
    #expect(try running.stop() == 0)
    #expect(try String(contentsOf: running.errors, encoding: .utf8).isEmpty, "the file's level")
  }

  @Test(arguments: [
    (["--set", "http.prot=1"], [:], "", "http.prot"), (["--set", "http.rate"], [:], "", "NAME=VALUE"),
    (["--set", "http.rate=fast"], [:], "", "http.rate can't be “fast”"),
    (["--set", "log.format=xml"], [:], "", "json, text"), ([], ["GENDAN_HTTP_PROT": "1"], "", "GENDAN_HTTP_PROT"),
    ([], [:], "http:\n  port: 1\n  prot: 1\n", "gendan.yaml:3"), ([], [:], "http: [1, 2]\n", "gendan.yaml:1"), ([], [:], "a: b: c\n", "no YAML"),
    (["--config", "missing.yaml"], [:], "", "missing.yaml can't be opened"), (["--port", "70000"], [:], "", "http.port can't be"),
    (["--ledger", "postgres:x"], [:], "", "sqlite:PATH"),
  ])
  func `a setting that can't be is refused with its name and place`(flags: [String], environment: [String: String], file: String, word: String) throws {
    var program = Program(place: try Place())
    program.language = "en"
    if !file.isEmpty { try program.place.write("gendan.yaml", file) }
    let ran = try program.run(["serve"] + flags, environment: environment)
    #expect(ran.code == 2 && ran.err.contains(word), "\(ran.err)")
  }

  @Test func `a token lets a program in until it is revoked, and what it told is there after a restart`() async throws {
    let place = try Place()
    var program = Program(place: place)
    program.language = "en"
    let ledger = "sqlite:" + place.path("ledger.db")
    let made = try program("token", "add", "platform", "--ledger", ledger, "--format", "json").object
    let (id, token) = (try #require(made["id"] as? String), try #require(made["token"] as? String))
    let bearer = ["Authorization": "Bearer \(token)"]
    let first = try Running(place)
    var request = URLRequest(url: try #require(URL(string: try await first.address() + "/v1/order-events")))
    request.httpMethod = "POST"
    request.httpBody = Data(#"{"id":"e-1","order":"A-1","kind":"accepted","at":1795305600000,"promised":1795305700000}"#.utf8)
    for (name, value) in bearer.merging(["Content-Type": "application/json"], uniquingKeysWith: { $1 }) { request.setValue(value, forHTTPHeaderField: name) }
    let (_, response) = try await URLSession(configuration: .ephemeral).data(for: request)
    #expect((response as? HTTPURLResponse)?.statusCode == 200)
    #expect(try first.stop() == 0)
    let second = try Running(place)
    let shown = try await get(second.address() + "/v1/orders/A-1", bearer)
    #expect(shown.status == 200 && shown.text.contains(#""state":"preparing""#))
    #expect(try program("token", "list", "--ledger", ledger).out.contains("\(id)  integration"))
    #expect(try program("token", "revoke", id, "--ledger", ledger).code == 0)
    #expect(try await get(second.address() + "/v1/orders/A-1", bearer).status == 401)
    #expect(try program("token", "revoke", id, "--ledger", ledger).code == 1)
    #expect(try second.stop() == 0)
    #expect(try !String(contentsOf: second.errors, encoding: .utf8).contains(token), "a secret isn't logged")
    let wrong = try program("token", "add", "x", "--role", "king", "--ledger", ledger)
    #expect(wrong.code == 64 && wrong.err.contains("administrator"))
  }

  @Test func `a port that is taken is told`() async throws {
    let place = try Place()
    let running = try Running(place)
    let port = try #require(try await running.address().split(separator: ":").last)
    var program = Program(place: try Place())
    program.language = "en"
    let ran = try program("serve", "--port", String(port))
    #expect(ran.code == 2 && ran.err.contains("--port"), "\(ran.err)")
    #expect(try running.stop() == 0)
  }

  @Test func `all settings are listed, as the page lists them`() throws {
    let table = try Program(place: try Place())("serve", "--settings").out
    let page = try String(contentsOf: Program.checkout.appendingPathComponent("docs/operating.md"), encoding: .utf8)
    let names = table.split(separator: "\n").map { $0.split(separator: "\t").prefix(3).map(String.init) }
    #expect(names.count > 5)
    for name in names { #expect(page.contains("| `\(name[0])` | `\(name[1])` | `\(name[2])` |"), "\(name)") }
  }
}
