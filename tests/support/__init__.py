"""What tests share: guards, a screen, a message bus and a desktop that notes what it is told."""
