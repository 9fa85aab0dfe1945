"""The tests of Desktop Desk."""
