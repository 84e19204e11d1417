public import Ledger

/// What the door keeps and asks beside the record: who may come in, whom to tell, what is searched and listed, what personal
/// data is sealed with, what was answered, and which lists people saved.
public typealias DoorLedger = AccessLedger & AccountLedger & SearchLedger & RegisterLedger & WebhookLedger & PhoneVerificationLedger
  & PrivacyLedger & AnswerLedger & SavedViewLedger
