"""What those who oversee the service read: dashboards, statistics, the journal."""
