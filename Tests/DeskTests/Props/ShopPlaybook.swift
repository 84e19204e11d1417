/// A short procedure: a question when the stock isn't known, an action that may fail, half an hour to wait, an action, an end.
let shopPlaybook = """
  ---
  id: shop
  locale: en
  ---
  # A shop is asked to restock

  ## Parties

  | id | labels | channel |
  |---|---|---|
  | keeper | Shopkeeper | phone |

  ## Facts

  | id | labels | type | values | sources |
  |---|---|---|---|---|
  | stock | Stock | choice | left Left; gone Gone | order signal, ask Shopkeeper (10 min) |
  | result | Result | choice | settled Settled; dropped Dropped | |

  ## Actions

  | id | labels | kind | party | outcomes | limit |
  |---|---|---|---|---|---|
  | remind | Remind | record | Shopkeeper | done Done; failed Failed | 60 min |
  | escalate | Escalate | record | | done Done; failed Failed | 60 min |

  ## Events

  | id | labels |
  |---|---|
  | restocked | Restocked |

  ## Procedure

  - Decide `stock`
    - When: Gone
      - Conclude: Result=Dropped
    - When: Left
      - 【Remind】
        - When: Done
        - When: Failed
          - Conclude: Result=Dropped
    - When: Unknown
      - Conclude: Result=Dropped
  - Wait 30 min
    - When: Restocked
      - Conclude: Result=Settled
    - When: expired
      - 【Escalate】
        - When: Done
        - When: Failed
          - Conclude: Result=Dropped
  - Conclude: Result=Settled
  """
