-- Submissions that a program seems to have filled in: they are whole, and await confirmation.

-- 1 where the form's trap was filled in, or the form was answered faster than anybody can.
ALTER TABLE submissions ADD COLUMN suspected INTEGER NOT NULL DEFAULT 0;
