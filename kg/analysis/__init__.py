"""Questions to a project, one file each: functions that take a ``Store`` and return rows whose fields are the columns of the answer."""
