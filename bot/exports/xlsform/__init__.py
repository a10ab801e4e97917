"""A project as an XLSForm workbook, for ODK and Kobo (https://xlsform.org)."""
